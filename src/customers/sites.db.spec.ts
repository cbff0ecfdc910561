import { CustomersModule } from '#customers';
import { Database } from '#platform/database';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;

beforeAll(async () => {
  app = await startApp(CustomersModule);
}, 60_000);

afterAll(() => app.close());

const path = (key: string) => `/api/v1/sites/${key}`;
const changes = (key: string) =>
  app
    .get(Database)
    .query<{ fields: string[]; actor: string }>(
      `select data -> 'fields' as fields, actor from fact where name = 'site.changed' and subject = $1 order by id`,
      [key],
    );
const typed = {
  key: 'colmar',
  name: 'Colmar',
  region: 'Grand Est',
  country: 'fr',
  holidayRegion: 'alsace-moselle',
  timeZone: 'Europe/Paris',
  position: '4',
};
const kept = { ...typed, country: 'FR', position: 4, brand: null };

describe('PUT /api/v1/sites/{key}', () => {
  it('makes a site, and tells what changed of it once', async () => {
    expect((await app.api('GET', path('metz'))).status).toBe(404);
    const made = await app.api('PUT', path('metz'), { name: 'Metz', holidayRegion: 'alsace-moselle' });
    expect([made.status, made.body]).toEqual([
      200,
      {
        key: 'metz',
        name: 'Metz',
        region: null,
        country: 'FR',
        holidayRegion: 'alsace-moselle',
        timeZone: 'Europe/Paris',
        position: 0,
        brand: null,
      },
    ]);
    await app.api('PUT', path('metz'), { name: 'Metz Centre', holidayRegion: 'alsace-moselle' });
    await app.api('PUT', path('metz'), { name: 'Metz Centre', holidayRegion: 'alsace-moselle' });
    expect((await app.api('GET', path('metz'))).body).toEqual({ ...made.body, name: 'Metz Centre' });
    expect((await app.api('GET', '/api/v1/sites')).body).toEqual({
      items: [{ ...made.body, name: 'Metz Centre' }],
      nextCursor: null,
    });
    expect((await changes('metz')).map(({ fields }) => fields)).toEqual([expect.arrayContaining(['key']), ['name']]);
  });

  it('are listed a page after another, in their order', async () => {
    for (const [key, name] of [
      ['zug', 'A'],
      ['annecy', 'B'],
    ] as const)
      await app.api('PUT', path(key), { name, position: 9_000 });
    const of = async (query: string) => (await app.api('GET', `/api/v1/sites?${query}`)).body;
    const keys: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, nextCursor } = (await of(`limit=1&cursor=${cursor}`)) as {
        items: { key: string }[];
        nextCursor: string | null;
      };
      keys.push(...items.map(({ key }) => key));
      cursor = nextCursor;
    }
    expect(keys).toEqual(((await of('')).items as { key: string }[]).map(({ key }) => key));
    expect(keys.slice(-2)).toEqual(['zug', 'annecy']);
    const foreign = Buffer.from('["nowhere"]').toString('base64url');
    expect([(await of('limit=abc')).status, (await of(`cursor=${foreign}`)).status]).toEqual([422, 400]);
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(81) }],
    ['name', {}],
    ['region', { name: 'A', region: 'x'.repeat(81) }],
    ['country', { name: 'A', country: 'France' }],
    ['holidayRegion', { name: 'A', holidayRegion: 'bretagne' }],
    ['timeZone', { name: 'A', timeZone: 'Paris' }],
    ['position', { name: 'A', position: -1 }],
    ['brand', { name: 'A', brand: 'elsewhere' }],
    ['city', { name: 'A', city: 'Metz' }],
  ])('refuses a bad %s: %j', async (field, body) => {
    const answer = await app.api('PUT', path('refused'), body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, field]);
    expect((await app.api('GET', path('refused'))).status).toBe(404);
  });

  it('refuses a key that the public reviews need', async () => {
    expect((await app.api('PUT', path('transparency'), { name: 'A' })).body.errors).toMatchObject([{ path: 'key' }]);
    expect((await app.api('PUT', path('Metz%20Centre'), { name: 'A' })).status).toBe(422);
  });
});

describe('the page of a site', () => {
  it('adds one, changes it, and the audit log says who', async () => {
    expect((await app.asAdmin('GET', '/settings/sites')).text).toContain('href="/settings/sites/new"');
    expect((await app.asAdmin('GET', '/settings/sites/new')).status).toBe(200);
    expect((await app.asAdmin('POST', '/settings/sites', typed)).status).toBe(303);
    expect((await app.api('GET', path('colmar'))).body).toEqual(kept);
    expect((await app.asAdmin('GET', '/settings/sites/colmar')).text).toContain('value="alsace-moselle" selected');
    expect((await app.asAdmin('POST', '/settings/sites/colmar', { ...typed, name: 'Colmar Sud' })).status).toBe(303);
    expect((await app.api('GET', path('colmar'))).body).toEqual({ ...kept, name: 'Colmar Sud' });
    expect(await changes('colmar')).toMatchObject([{}, { fields: ['name'], actor: expect.stringMatching(/^user:/) }]);
    const audit = (await app.asAdmin('GET', '/settings/audit?subject=colmar')).text;
    expect(audit).toContain('Magasin modifié');
  });

  it.each([
    ['key', { key: 'Lyon 2' }],
    ['key', { key: '' }],
    ['key', { key: 'all' }],
    ['key', { key: 'taken' }],
    ['name', { name: '' }],
    ['region', { region: 'x'.repeat(81) }],
    ['country', { country: 'France' }],
    ['holidayRegion', { holidayRegion: 'bretagne' }],
    ['timeZone', { timeZone: '' }],
    ['position', { position: 'first' }],
  ])('comes back as typed when the %s is wrong: %j', async (field, change) => {
    await app.api('PUT', path('taken'), { name: 'Taken' });
    const answer = await app.asAdmin('POST', '/settings/sites', { ...typed, key: 'fresh', ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${field}-error"`);
    expect((await app.api('GET', path('fresh'))).status).toBe(404);
  });

  it('is no page for a site that nobody made', async () => {
    expect((await app.asAdmin('GET', '/settings/sites/nowhere')).status).toBe(404);
    expect((await app.asAdmin('POST', '/settings/sites/nowhere', typed)).status).toBe(404);
  });
});
