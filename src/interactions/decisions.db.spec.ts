import { CustomersModule } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { Database } from '#platform/database';
import { SurveysModule, SurveysService } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;

beforeAll(async () => {
  app = await startApp(CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule);
  await app.get(SurveysService).publishVersion('csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  const touchpoint = { name: { fr: 'Visite en magasin' }, questionnaire: 'csat-store', channels: ['sms'] };
  await app.api('PUT', '/api/v1/touchpoints/store-visit', touchpoint);
  await app.api('PUT', '/api/v1/pressure/policy', { rules: [{ key: 'once', scope: 'all', windowDays: 30, cap: 1 }] });
  for (const [id, firstName, lastName, phone] of [
    ['lea', 'Léa', 'Martin', '+33698046001'],
    ['lea-2', 'Léa', 'Moreau', '+33698046002'],
    ['zoe', 'Zoé', 'Durand', '+33698046003'],
  ])
    for (const visit of [1, 2])
      await app.api('POST', '/api/v1/interactions', {
        id: `${id}-visit-${visit}`,
        touchpoint: 'store-visit',
        occurredAt: new Date().toISOString(),
        customer: { externalId: id, firstName, lastName, phone },
      });
}, 60_000);

afterAll(() => app.close());

const find = (q: string, more: Record<string, string> = {}) =>
  app.asAdmin('POST', '/invitations/decisions', { q, ...more });
const shown = async (path: string) => (await app.asAdmin('GET', path)).text;
const today = (days = 0) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('why somebody was not asked', () => {
  it('is written once: no decision is changed afterwards, whoever tries', async () => {
    const db = app.get(Database);
    await expect(db.query("update decision set outcome = 'scheduled'")).rejects.toThrow('A decision is final.');
    expect(await db.query("select 1 from decision where outcome = 'suppressed'")).toHaveLength(3);
  });

  it('is found by name or phone, which no address keeps, with the numbers of the rule', async () => {
    for (const q of ['Zoé Durand', '06 98 04 60 03', 'zoe']) {
      const found = await find(q, { outcome: 'suppressed' });
      const path = found.headers.get('location') ?? '';
      expect([found.status, path]).toEqual([
        303,
        expect.stringMatching(/^\/invitations\/decisions\?outcome=suppressed&customer=[0-9a-f-]{36}$/),
      ]);
      const page = await shown(path);
      expect(page).toMatch(/Déjà interrogé 1.fois en 30.jours, 1.au plus.; prochaine place/s);
      expect(page).not.toContain('Martin');
    }
  });

  it('asks which one is meant when several match, and says so when nobody does', async () => {
    const several = await find('Léa');
    expect(several.status).toBe(200);
    expect(several.text).toMatch(/De qui parle-t-on/);
    expect(several.text.match(/\/invitations\/decisions\?customer(=|&#x3D;)/g)?.length).toBeGreaterThanOrEqual(2);
    expect((await find('Ursule')).text).toContain('Aucun client ne correspond');
  });

  it('is looked up by day, both days included', async () => {
    const rows = async (query: string) =>
      (await shown(`/invitations/decisions?${query}`)).match(/<tr data-row>/g)?.length ?? 0;
    expect(await rows(`from=${today(-1)}&to=${today(1)}`)).toBe(6);
    expect(await rows(`from=${today(2)}`)).toBe(0);
    expect(await rows(`to=${today(-2)}`)).toBe(0);
  });

  it('names the version of the rules it was decided under', async () => {
    const [, id = ''] = /\/invitations\/decisions\/([0-9a-f-]{36})/.exec(await shown('/invitations/decisions')) ?? [];
    expect(await shown(`/invitations/decisions/${id}`)).toMatch(/version 1 des règles de pression/);
  });
});
