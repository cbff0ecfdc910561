import { CustomersModule } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { startApp, type Answer, type App } from '../../test/support/app.ts';
import { SimulationsService } from './simulations.service.ts';

let app: App;
let last = 0;

beforeAll(async () => {
  app = await startApp(CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule);
  await app.get(SurveysService).publishVersion('csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  await put('touchpoints/store-visit', aTouchpoint());
  await put('pressure/policy', { rules: [{ key: 'once', scope: 'all', windowDays: 30, cap: 1 }] });
}, 60_000);

afterAll(() => app.close());

const aTouchpoint = (more: object = {}) => ({
  name: { fr: 'Visite en magasin', en: 'Store visit' },
  questionnaire: 'csat-store',
  channels: ['sms', 'email'],
  ...more,
});
const anInteraction = (more: object = {}) => {
  const n = ++last;
  return {
    id: `till-${n}`,
    touchpoint: 'store-visit',
    occurredAt: new Date().toISOString(),
    customer: { externalId: `c-${n}`, firstName: 'Léa', phone: `+336980${String(40_000 + n).slice(-5)}` },
    site: 'lyon-2',
    measures: { waitSeconds: 240, resolvedAtFirstContact: true },
    attributes: { basket: 129.9 },
    ...more,
  };
};
const put = (path: string, body: object) => app.api('PUT', `/api/v1/${path}`, body);
const get = (path: string) => app.api('GET', `/api/v1/${path}`);
const post = (path: string, body: object, headers?: Record<string, string>) =>
  app.api('POST', `/api/v1/${path}`, body, headers);
const pathsOf = ({ body }: Answer) => (body as { errors: { path: string }[] }).errors.map(({ path }) => path);

describe('touchpoints', () => {
  it('are put, given back whole, and listed', async () => {
    const saved = await put(
      'touchpoints/call',
      aTouchpoint({ delay: 'PT30M', reminders: [{ after: 'P3D' }], sampling: 0.5 }),
    );
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({
      key: 'call',
      delay: 'PT30M',
      sampling: 0.5,
      active: true,
      maxAge: 'P3D',
      expiresAfter: 'P14D',
    });
    expect((await get('touchpoints/call')).body).toEqual(saved.body);
    expect((await get('touchpoints')).body).toMatchObject({
      items: [{ key: 'call' }, { key: 'store-visit' }],
      nextCursor: null,
    });
    expect((await get('touchpoints/nothing')).status).toBe(404);
  });

  it.each<[object, string]>([
    [{ delay: 'P1M' }, 'delay'],
    [{ questionnaire: 'nothing' }, 'questionnaire'],
    [{ colour: 'red' }, 'colour'],
    [{ channels: ['pigeon'] }, 'channels.0'],
    [{ sampling: 2 }, 'sampling'],
    [{ window: { days: [1], from: '22:00', to: '23:00' } }, 'window'],
  ])('given %j name the field at fault', async (more, path) => {
    const refused = await put('touchpoints/bad', aTouchpoint(more));
    expect(refused.status).toBe(422);
    expect(pathsOf(refused)).toEqual([path]);
    expect((await get('touchpoints/bad')).status).toBe(404);
  });
});

describe('interactions', () => {
  it('are accepted, given back when repeated, and refused under another body', async () => {
    const body = anInteraction();
    const first = await post('interactions', body);
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({
      id: body.id,
      decision: {
        outcome: 'scheduled',
        reason: null,
        rule: null,
        nextEligibleAt: null,
        invitation: { channel: 'sms' },
      },
    });
    const second = await post('interactions', body);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect((await post('interactions', { ...body, agent: 'a-9' })).status).toBe(409);
    expect((await get(`interactions/${body.id}`)).body).toMatchObject({
      id: body.id,
      customer: body.customer.externalId,
      attributes: { basket: 129.9 },
      decision: { steps: expect.any(Array) },
    });
    expect((await get('interactions/nothing')).status).toBe(404);
  });

  it.each<[object, string]>([
    [{ touchpoint: 'nothing' }, 'touchpoint'],
    [{ occurredAt: 'yesterday' }, 'occurredAt'],
    [{ customer: { externalId: 'bad', phone: 'twelve' } }, 'customer.phone'],
    [{ customer: {} }, 'customer.externalId'],
    [{ colour: 'red' }, 'colour'],
    [{ measures: { waitSeconds: -1 } }, 'measures.waitSeconds'],
    [{ id: '' }, 'id'],
  ])('given %j name the field at fault', async (more, path) => {
    const refused = await post('interactions', anInteraction(more));
    expect([refused.status, pathsOf(refused)]).toEqual([422, [path]]);
  });

  it('in a batch are each answered in order', async () => {
    const known = anInteraction();
    await post('interactions', known);
    const answer = await post('interactions/batch', {
      items: [
        anInteraction(),
        null,
        { id: 'half' },
        known,
        { ...known, agent: 'x' },
        anInteraction({ touchpoint: 'nothing' }),
      ],
    });
    expect(answer.status).toBe(200);
    const { results } = answer.body as {
      results: { id: string | null; status: number; problem?: { status: number } }[];
    };
    expect(results.map(({ status }) => status)).toEqual([202, 422, 422, 200, 409, 422]);
    expect(results.slice(1, 3).map(({ id }) => id)).toEqual([null, 'half']);
    expect(results[4]?.problem?.status).toBe(409);
    expect((await post('interactions/batch', { items: Array.from({ length: 501 }, () => known) })).status).toBe(422);
  });

  it('that come all at once are each answered', async () => {
    const bodies = Array.from({ length: 60 }, () => anInteraction());
    const answers = await Promise.all(
      bodies.map((body, n) => post('interactions', body, n % 2 ? { 'idempotency-key': body.id } : {})),
    );
    expect(answers.map(({ body }) => (body as { id: string }).id)).toEqual(bodies.map(({ id }) => id));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  });
});

describe('invitations', () => {
  it('are found by interaction, customer and state, and cancelled once', async () => {
    const body = anInteraction();
    const { decision } = (await post('interactions', body)).body as { decision: { invitation: { id: string } } };
    const { id } = decision.invitation;
    const one = await get(`invitations/${id}`);
    expect(one.body).toMatchObject({
      id,
      status: 'planned',
      channel: 'sms',
      touchpoint: 'store-visit',
      customer: body.customer.externalId,
      history: [{ status: 'planned', cause: null }],
    });
    for (const query of [
      `interaction=${body.id}`,
      `customer=${body.customer.externalId}`,
      `customer=${body.customer.externalId}&status=planned`,
    ]) {
      expect((await get(`invitations?${query}`)).body).toEqual({ items: [one.body], nextCursor: null });
    }
    expect((await get(`invitations?customer=${body.customer.externalId}&status=sent`)).body).toMatchObject({
      items: [],
    });
    expect((await get('invitations?interaction=nothing')).body).toMatchObject({ items: [] });
    expect((await post(`invitations/${id}/cancel`, {})).body).toMatchObject({ status: 'cancelled' });
    expect((await post(`invitations/${id}/cancel`, {})).status).toBe(409);
    expect((await get('invitations/nothing')).status).toBe(404);
  });

  it('are read page after page', async () => {
    const seen = new Set<string>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, nextCursor } = (await get(`invitations?limit=20${cursor && `&cursor=${cursor}`}`)).body as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      for (const { id } of items) seen.add(id);
      cursor = nextCursor;
    }
    expect(seen.size).toBeGreaterThan(60);
  });
});

describe('pressure', () => {
  it('tells who may be asked, and from when', async () => {
    const body = anInteraction();
    const path = `customers/${body.customer.externalId}/eligibility?touchpoint=store-visit`;
    expect((await get(path)).status).toBe(404);
    await put(`customers/${body.customer.externalId}`, { phone: body.customer.phone });
    expect((await get(path)).body).toEqual({ eligible: true, reason: null, rule: null, nextEligibleAt: null });
    await post('interactions', body);
    expect((await get(path)).body).toMatchObject({
      eligible: false,
      reason: 'pressure',
      rule: 'once',
      nextEligibleAt: expect.stringMatching(/Z$/),
    });
    expect((await get(path.replace('store-visit', 'nothing'))).status).toBe(404);
  });

  it('keeps a policy whole, and refuses one that is not sound', async () => {
    const rules = [{ key: 'once', scope: 'all', windowDays: 30, cap: 1 }];
    expect((await put('pressure/policy', { rules })).body).toMatchObject({ rules });
    expect((await get('pressure/policy')).body).toMatchObject({ rules });
    for (const [more, path] of [
      [{ scope: 'everybody' }, 'rules.0.scope'],
      [{ windowDays: 0 }, 'rules.0.windowDays'],
      [{ colour: 'red' }, 'rules.0.colour'],
    ] as const) {
      expect(pathsOf(await put('pressure/policy', { rules: [{ ...rules[0], ...more }] }))).toEqual([path]);
    }
    expect(pathsOf(await put('pressure/policy', { rules: [rules[0], rules[0]] as object[] }))).toEqual(['rules.1.key']);
  });

  it('plays the past again under another policy', async () => {
    const { customer } = anInteraction();
    for (const touchpoint of ['store-visit', 'store-visit'])
      await post('interactions', anInteraction({ customer, touchpoint }));
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const to = new Date(Date.now() + 3_600_000).toISOString();
    const answer = await post('pressure/simulate', { policy: { rules: [] }, from, to });
    const { current, draft } = answer.body as Record<
      string,
      { interactions: number; sent: number; suppressedByRule: Record<string, number> }
    >;
    expect(answer.status).toBe(200);
    expect(current?.interactions).toBe(draft?.interactions);
    expect(draft?.sent).toBe((current?.sent ?? 0) + (current?.suppressedByRule['once'] ?? 0));
    expect(current?.suppressedByRule['once']).toBeGreaterThan(0);
    expect((await post('pressure/simulate', { policy: { rules: [] }, from: to, to: from })).status).toBe(422);
  });
});

describe('screens', () => {
  const form = (path: string, more: Record<string, string>) => app.asAdmin('POST', path, more);

  it('show who was asked, who was not, and why', async () => {
    const body = anInteraction();
    const { decision } = (await post('interactions', body)).body as { decision: { invitation: { id: string } } };
    const again = await post('interactions', anInteraction({ customer: body.customer }));
    expect((again.body as { decision: { reason: string } }).decision.reason).toBe('pressure');
    const list = await app.asAdmin('GET', '/invitations?status=planned');
    expect([list.status, list.text.includes(`/invitations/${decision.invitation.id}`)]).toEqual([200, true]);
    const decisions = await app.asAdmin('GET', '/invitations/decisions?reason=pressure');
    const [path] = /\/invitations\/decisions\/[0-9a-f-]{36}/.exec(decisions.text) ?? [''];
    const why = await app.asAdmin('GET', path);
    expect(why.text).toContain('1 au plus');
    const show = await app.asAdmin('GET', `/invitations/${decision.invitation.id}`);
    expect(show.text).toContain(body.id);
    expect((await form(`/invitations/${decision.invitation.id}/cancel`, {})).status).toBe(303);
  });

  it('try the policy on one person, and tell every rule', async () => {
    const body = anInteraction();
    await post('interactions', body);
    const { externalId } = body.customer;
    const tried = await app.asAdmin('GET', `/pressure/try?customer=${externalId}&touchpoint=store-visit`);
    expect(tried.text).toContain('Déjà interrogé 1 fois');
    expect((await app.asAdmin('GET', '/pressure/try?customer=nobody')).text).toContain('Aucun client');
  });

  it('show how the questions spread over people', async () => {
    const spread = await app.asAdmin('GET', '/pressure/people');
    expect([spread.status, spread.text.includes('Au plafond')]).toEqual([200, true]);
  });

  it('ask for a simulation, leave it and find its result', async () => {
    const { rules } = (await get('pressure/policy')).body as { rules: { key: string; scope: string }[] };
    const typed = Object.fromEntries(
      rules.flatMap(({ key, scope }, n) => [
        [`rules.${n}.key`, key],
        [`rules.${n}.scope`, scope],
        [`rules.${n}.cap`, '5'],
        [`rules.${n}.windowDays`, '45'],
      ]),
    );
    const wrong = await form('/pressure/simulations/new', { ...typed, period: 'chosen', from: '2026-03-01', to: '' });
    expect([wrong.status, wrong.text.includes('45')]).toEqual([422, true]);
    const asked = await form('/pressure/simulations/new', { ...typed, period: 'last30' });
    expect(asked.status).toBe(303);
    const path = asked.headers.get('location') ?? '';
    await app.get(SimulationsService).runNext();
    const shown = await app.asAdmin('GET', path);
    expect(shown.text).toContain('5 invitations au plus en 45 jours');
    expect(shown.text).toContain('simulation-rules-title');
    expect((await app.asAdmin('GET', '/pressure/simulations')).text).toContain(path);
  });

  it('change a touchpoint, or come back with what was typed', async () => {
    const typed = {
      nameFr: 'Livraison',
      key: 'delivery',
      questionnaire: 'csat-store',
      channels: 'sms',
      sampling: '100',
      priority: '3',
      position: '4',
      active: 'true',
      'delay.amount': '2',
      'delay.unit': 'hours',
      'settle.amount': '0',
      'maxAge.amount': '3',
      'expiresAfter.amount': '14',
      'window.days': '1',
      'window.from': '10:00',
      'window.to': '20:00',
    };
    const wrong = await form('/touchpoints/new', { ...typed, sampling: 'half' });
    expect([wrong.status, wrong.text.includes('Livraison'), wrong.text.includes('half')]).toEqual([422, true, true]);
    expect((await form('/touchpoints/new', typed)).status).toBe(303);
    expect((await get('touchpoints/delivery')).body).toMatchObject({
      delay: 'PT2H',
      channels: ['sms'],
      window: { days: [1] },
    });
    expect((await app.asAdmin('GET', '/touchpoints')).text).toContain('Livraison');
    expect((await form('/touchpoints/delivery', { ...typed, nameFr: 'Livraison à domicile' })).status).toBe(303);
  });

  it('change the policy, or come back with what was typed', async () => {
    const { version } = (await get('pressure/policy')).body;
    const basedOn = String(version);
    const typed = {
      basedOn,
      'rules.0.key': 'yearly',
      'rules.0.scope': 'all',
      'rules.0.windowDays': '365',
      'rules.0.cap': '4',
    };
    const wrong = await form('/pressure/edit', { ...typed, 'rules.0.cap': 'beaucoup' });
    expect([wrong.status, wrong.text.includes('beaucoup')]).toEqual([422, true]);
    expect((await form('/pressure/edit', typed)).status).toBe(303);
    // Whoever read the version before would undo this change unseen.
    expect((await form('/pressure/edit', typed)).status).toBe(409);
    expect((await get('pressure/policy')).body).toMatchObject({ rules: [{ key: 'yearly', cap: 4 }] });
    expect((await app.asAdmin('GET', '/pressure')).text).toContain('yearly');
  });
});
