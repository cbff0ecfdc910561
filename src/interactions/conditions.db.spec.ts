import { CustomersModule } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
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
  await put({ conditions: CONDITIONS });
}, 60_000);

afterAll(() => app.close());

const CONDITIONS = [
  { field: 'measures.waitSeconds', op: 'at-least', value: 300 },
  { field: 'attributes.basket', op: 'between', value: [50, 200] },
  { field: 'customer.vip', op: 'is', value: true },
];
const put = (more: object) =>
  app.api('PUT', '/api/v1/touchpoints/store-visit', {
    name: { fr: 'Visite en magasin' },
    questionnaire: 'csat-store',
    channels: ['sms'],
    ...more,
  });
const aVisit = (n: number, more: object = {}) => ({
  id: `till-${n}`,
  touchpoint: 'store-visit',
  occurredAt: new Date().toISOString(),
  customer: { externalId: `c-${n}`, phone: `+336980${45_000 + n}`, vip: true },
  measures: { waitSeconds: 300 },
  attributes: { basket: 50 },
  ...more,
});

describe('conditions of a touchpoint', () => {
  it('are given back as they were put, and are none unless said', async () => {
    expect((await app.api('GET', '/api/v1/touchpoints/store-visit')).body).toMatchObject({ conditions: CONDITIONS });
    expect(
      (
        await app.api('PUT', '/api/v1/touchpoints/plain', {
          name: { fr: 'Appel' },
          questionnaire: 'csat-store',
          channels: ['sms'],
        })
      ).body,
    ).toMatchObject({ conditions: [] });
  });

  it('decide one by one and in batches, and the ledger keeps what was found', async () => {
    const items = [
      aVisit(1),
      aVisit(2, { measures: { waitSeconds: 299 } }),
      aVisit(3, { attributes: { basket: '200,01' } }),
      aVisit(4, { customer: { externalId: 'c-4', phone: '+33698045004' } }),
      aVisit(5, { attributes: undefined }),
    ];
    const { body } = await app.api('POST', '/api/v1/interactions/batch', { items });
    const { results } = body as { results: { decision: { outcome: string; reason: string; rule: string } }[] };
    const excluded = { outcome: 'suppressed', reason: 'excluded', rule: 'condition' };
    expect(results.map(({ decision }) => decision)).toMatchObject([
      { outcome: 'scheduled' },
      ...[excluded, excluded, excluded, excluded],
    ]);
    const single = await app.api('POST', '/api/v1/interactions', aVisit(6, { measures: {} }));
    expect(single.body).toMatchObject({ decision: excluded });
    const kept = await app.api('GET', '/api/v1/interactions/till-2');
    expect((kept.body as { decision: { steps: unknown[] } }).decision.steps).toContainEqual({
      rule: 'condition',
      verdict: 'stop',
      params: { field: 'measures.waitSeconds', op: 'at-least', wanted: '300', state: 'said', found: 299 },
    });
  });

  it('are not known of an event that has not happened, and known of the customer', async () => {
    const eligibility = async (customer: string) =>
      (await app.api('GET', `/api/v1/customers/${customer}/eligibility?touchpoint=store-visit`)).body;
    expect(await eligibility('c-6')).toMatchObject({ eligible: true });
    expect(await eligibility('c-4')).toMatchObject({ eligible: false, reason: 'excluded', rule: 'condition' });
  });

  it.each<[object, string]>([
    [{ field: 'chanel', op: 'is', value: 'web' }, 'conditions.0.field'],
    [{ field: 'channel', op: 'at-least', value: 'web' }, 'conditions.0.value'],
    [{ field: 'channel', op: 'like', value: 'web' }, 'conditions.0.op'],
  ])('given %j name the field at fault', async (condition, path) => {
    const refused = await put({ conditions: [condition] });
    expect(refused.status).toBe(422);
    expect((refused.body as { errors: { path: string }[] }).errors.map((error) => error.path)).toEqual([path]);
  });
});
