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
    const steps = async (language: string) => {
      const kept = await app.api('GET', '/api/v1/interactions/till-2', undefined, { 'accept-language': language });
      return (kept.body as { decision: { policyVersion: number; steps: object[] } }).decision;
    };
    const step = {
      rule: 'condition',
      verdict: 'stop',
      params: { field: 'measures.waitSeconds', op: 'at-least', wanted: '300', state: 'said', found: 299 },
    };
    expect(await steps('fr-FR,fr;q=0.9')).toMatchObject({
      policyVersion: 0,
      steps: [
        { rule: 'paused', sentence: 'Le point de contact est actif.' },
        {
          ...step,
          sentence: expect.stringMatching(
            /^Condition non remplie.: l’attente \(s\) vaut au moins 300 \(constaté.: 299\)\.$/,
          ),
        },
      ],
    });
    expect((await steps('en')).steps[1]).toEqual({
      ...step,
      sentence: 'Condition not met: the wait (s) is at least 300 (found: 299).',
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

describe('the form of a touchpoint', () => {
  const form = {
    'delay.amount': '2',
    'delay.unit': 'hours',
    nameFr: 'Visite en magasin',
    'window.from': '09:00',
    'window.to': '20:00',
    'window.days': '1',
    questionnaire: 'csat-store',
    channels: 'sms,email',
    'settle.amount': '0',
    'settle.unit': 'hours',
    'maxAge.amount': '3',
    'maxAge.unit': 'days',
    'expiresAfter.amount': '14',
    'expiresAfter.unit': 'days',
    sampling: '50',
    priority: '2',
    position: '1',
    active: 'true',
    'conditions.0.field': 'attributes.basket',
    'conditions.0.op': 'at-least',
    'conditions.0.value': '50',
  };

  it('is a sentence, with its fields where the language has them', async () => {
    const { text } = await app.asAdmin('GET', '/touchpoints/store-visit');
    const words = text.replace(/<option[^>]*>[^<]*<\/option>|<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toMatch(/après , entre et , le lun\. mar\..* dim\. , on pose/);
    expect(text).toMatch(/aria-label="Attendre après l’évènement.: nombre"/);
  });

  it('reads itself aloud as it stands, saving nothing, and says what stands in the way', async () => {
    const read = async (more: object) => {
      const { text, status } = await app.asAdmin('POST', '/touchpoints/draft/reading', { ...form, ...more });
      expect(status).toBe(200);
      const [, reading = ''] = /id="reading"[^>]*>(.*?)<\/div>/s.exec(text) ?? [];
      return reading
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    };
    const aloud = await read({});
    expect(aloud).toMatch(
      /^2 h après « Visite en magasin », entre 9 h et 20 h, le lundi seulement, on pose « Visite » par SMS, sinon par e-mail\./,
    );
    expect(aloud).toMatch(/Seulement si « basket » vaut au moins 50\. On interroge 50 % des clients/);
    expect(await read({ sampling: 'half' })).toMatch(/^À corriger.*Part des clients/);
    expect(await read({ 'conditions.0.value': 'many' })).toMatch(/^À corriger.*Seulement si/);
    expect((await app.api('GET', '/api/v1/touchpoints/store-visit')).body).toMatchObject({ delay: 'PT0S' });
  });

  it('has one more condition to fill when asked, and keeps those typed', async () => {
    const { text } = await app.asAdmin('POST', '/touchpoints/draft/conditions', form);
    expect(text.match(/id="condition-\d"/g)).toHaveLength(2);
    expect(text).toMatch(/value="attributes.basket" selected/);
  });

  it('keeps its conditions', async () => {
    expect((await app.asAdmin('POST', '/touchpoints/store-visit', form)).status).toBe(303);
    expect((await app.api('GET', '/api/v1/touchpoints/store-visit')).body).toMatchObject({
      delay: 'PT2H',
      conditions: [{ field: 'attributes.basket', op: 'at-least', value: 50 }],
    });
    const wrong = await app.asAdmin('POST', '/touchpoints/store-visit', { ...form, 'conditions.0.value': 'many' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/id="condition-0-error"/);
  });
});
