import { CustomersModule, SiteBrands, SitesService } from '#customers';
import { Brands } from '#platform/brand';
import { Database } from '#platform/database';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;

beforeAll(async () => {
  app = await startApp(CustomersModule);
}, 60_000);

afterAll(() => app.close());

const LIST = '/settings/brand';
const outlet = { key: 'outlet', name: 'Alizé Outlet', colour: '#aa3300' };
const facts = (key: string) =>
  app.get(Database).query<{
    fields: string[];
  }>(`select data -> 'fields' as fields from fact where name = 'brand.changed' and subject = $1 order by id`, [key]);

describe('the brands of the organisation', () => {
  it('begin with one that is always there', async () => {
    expect(await app.get(Brands).all()).toMatchObject([{ key: 'default', name: 'Chaudfroid' }]);
    expect((await app.asAdmin('GET', LIST)).text).toContain('Chaudfroid');
  });

  it('are changed and added on a screen, and each change is told once', async () => {
    expect((await app.asAdmin('POST', `${LIST}/default`, { name: 'Alizé', colour: '#1F6B8C' })).status).toBe(303);
    expect((await app.asAdmin('POST', `${LIST}/default`, { name: 'Alizé', colour: '#1f6b8c' })).status).toBe(303);
    expect(await facts('default')).toEqual([{ fields: ['name', 'colour'] }]);
    expect((await app.asAdmin('POST', LIST, outlet)).status).toBe(303);
    expect(await app.get(Brands).all()).toEqual([{ key: 'default', name: 'Alizé', colour: '#1f6b8c' }, outlet]);
    expect((await app.asAdmin('GET', `${LIST}/outlet`)).text).toContain('value="#aa3300"');
    expect((await app.asAdmin('GET', '/settings/audit?subject=outlet')).text).toContain('Marque modifiée');
  });

  it.each([
    ['key', { key: 'Outlet 2' }],
    ['key', { key: 'outlet' }],
    ['key', { key: 'new' }],
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(41) }],
    ['colour', { colour: 'red' }],
    ['colour', { colour: '' }],
  ])('come back as typed when the %s is wrong: %j', async (field, change) => {
    const answer = await app.asAdmin('POST', LIST, { key: 'fresh', name: 'Fresh', colour: '#123456', ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${field}-error"`);
  });

  it('are looked at before they are saved, with the shades that can be read', async () => {
    const look = await app.asAdmin('POST', `${LIST}/look`, { name: 'Jaune', colour: '#ffee00' });
    expect(look.status).toBe(200);
    expect(look.text).toContain('/brand-preview?name&#x3D;Jaune&amp;colour&#x3D;%23ffee00');
    expect(look.text).toMatch(/Ajustée\s:\s1,2 pour 1 devient 5,3 pour 1/);
    expect((await app.asAdmin('POST', `${LIST}/look`, { name: 'Jaune', colour: 'jaune' })).text).toContain(
      'Cette couleur ne se lit pas.',
    );
    expect((await app.get(Brands).all()).map(({ name }) => name)).not.toContain('Jaune');
  });
});

describe('the brand of a shop', () => {
  it('is its own, and the default one where it has none, is unknown or is no shop', async () => {
    await app.get(SitesService).save({ key: 'lyon', name: 'Lyon' });
    await app.get(SitesService).save({ key: 'troyes', name: 'Troyes', brand: 'outlet' });
    const brands = app.get(SiteBrands);
    const every = await brands.every();
    for (const [site, name] of [
      ['lyon', 'Alizé'],
      ['troyes', 'Alizé Outlet'],
      ['nowhere', 'Alizé'],
      [null, 'Alizé'],
    ] as const)
      expect([(await brands.of(site)).name, every(site).name]).toEqual([name, name]);
  });
});
