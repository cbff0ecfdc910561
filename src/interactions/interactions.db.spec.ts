import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { CustomersModule, CustomersService } from '#customers';
import { InvitationsModule, InvitationsService } from '#invitations';
import { PressureModule, PressureService, type PressureRule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import {
  InteractionsModule,
  InteractionsService,
  TouchpointsService,
  type InteractionInput,
  type RecordResult,
} from '#interactions';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';

let station: Station;
let interactions: InteractionsService;
let touchpoints: TouchpointsService;
let invitations: InvitationsService;
let pressure: PressureService;
let customers: CustomersService;
let clock: Clock;
let db: Database;

const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' };
const once = (more: Partial<PressureRule> = {}): PressureRule => ({
  key: 'once',
  scope: 'all',
  windowDays: 30,
  cap: 1,
  ...more,
});

beforeAll(async () => {
  station = await startStation(
    ...aroundPages(),
    CustomersModule,
    SurveysModule,
    PressureModule,
    InvitationsModule,
    InteractionsModule,
  );
  interactions = station.get(InteractionsService);
  touchpoints = station.get(TouchpointsService);
  invitations = station.get(InvitationsService);
  pressure = station.get(PressureService);
  customers = station.get(CustomersService);
  clock = station.get(Clock);
  db = station.get(Database);
  await station.get(SurveysService).publishVersion('csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  await aTouchpoint('store-visit');
}, 60_000);

afterAll(() => station.close());

beforeEach(async () => {
  await pressure.changePolicy([once()]);
});

let last = 0;
const aTouchpoint = async (key: string, more: Partial<Parameters<TouchpointsService['save']>[1]> = {}) =>
  touchpoints.save(key, {
    name: { fr: key },
    questionnaire: 'csat-store',
    channels: ['sms', 'email'],
    window: ALWAYS,
    ...more,
  });
const aPhone = () => `+336980${String(10_000 + ++last).slice(-5)}`;
const anInteraction = (more: Partial<InteractionInput> = {}): InteractionInput => {
  const n = ++last;
  return {
    id: `i-${n}`,
    touchpoint: 'store-visit',
    occurredAt: clock.now().toISOString(),
    customer: { externalId: `c-${n}`, firstName: 'Léa', phone: aPhone() },
    site: 'lyon-2',
    ...more,
  };
};
const outcomeOf = (result: RecordResult | undefined) =>
  result && 'decision' in result ? (result.decision.reason ?? result.decision.outcome) : result?.status;
const count = async (sql: string, ...parameters: unknown[]) =>
  Number((await db.query<{ n: string }>(`select count(*) as n from ${sql}`, parameters))[0]?.n);
const decisionOf = (result: RecordResult) => {
  if (!('decision' in result)) throw new Error(`refused: ${result.problem.detail}`);
  return result.decision;
};

describe('recording an interaction', () => {
  it('schedules an invitation, keeps every step, and tells it', async () => {
    const result = await interactions.record(anInteraction());
    const decision = decisionOf(result);
    expect(result.status).toBe(202);
    expect(decision).toMatchObject({ outcome: 'scheduled', reason: null, invitation: { channel: 'sms' } });
    expect(decision.steps.map(({ rule }) => rule)).toEqual(['paused', 'stale', 'contact', 'hold', 'cap']);
    const { id } = decision.invitation ?? { id: '' };
    expect(await invitations.history(id)).toMatchObject([{ status: 'planned' }]);
    expect((await invitations.byIds([id])).get(id)).toMatchObject({
      status: 'planned',
      site: 'lyon-2',
      language: 'fr',
      channel: 'sms',
    });
    expect((await invitations.byToken(await invitations.tokenOf(id)))?.id).toBe(id);
  });

  it('gives the same answer twice, and refuses another body under the same id', async () => {
    const input = anInteraction();
    const first = await interactions.record(input);
    const second = await interactions.record(
      JSON.parse(JSON.stringify({ ...input, site: 'lyon-2' })) as InteractionInput,
    );
    expect(second).toEqual({ ...first, status: 200 });
    const other = await interactions.record({ ...input, customer: { ...input.customer, firstName: 'Autre' } });
    expect(other).toMatchObject({ status: 409 });
    expect((await customers.byExternalId(input.customer.externalId))?.firstName).toBe('Léa');
  });

  it('suppresses the second of a person whose cap is one, and says which rule and until when', async () => {
    const input = anInteraction();
    await interactions.record(input);
    const decision = decisionOf(await interactions.record({ ...anInteraction(), customer: input.customer }));
    expect(decision).toMatchObject({ outcome: 'suppressed', reason: 'pressure', rule: 'once', invitation: null });
    expect(decision.nextEligibleAt?.getTime()).toBeGreaterThan(clock.now().getTime() + 29 * 86_400_000);
  });

  it.each<[string, () => Partial<InteractionInput>]>([
    ['no-contact', () => ({ customer: { externalId: 'nobody' } })],
    ['stale', () => ({ occurredAt: new Date(clock.now().getTime() - 4 * 86_400_000).toISOString() })],
    ['paused', () => ({ touchpoint: 'paused' })],
    ['excluded', () => ({ touchpoint: 'no-pros', customer: { externalId: 'pro', phone: aPhone(), segment: 'pro' } })],
    ['sampled-out', () => ({ touchpoint: 'nobody-sampled' })],
  ])('says why it asks nobody: %s', async (reason, more) => {
    await aTouchpoint('paused', { active: false });
    await aTouchpoint('no-pros', { excludedSegments: ['pro'] });
    await aTouchpoint('nobody-sampled', { sampling: 0 });
    expect(decisionOf(await interactions.record(anInteraction(more())))).toMatchObject({
      outcome: 'suppressed',
      reason,
    });
  });

  it('never asks who said stop', async () => {
    const input = anInteraction();
    const { customer } = await customers.upsert(input.customer);
    await customers.optOut({ customer: customer.id, channel: 'all', source: 'sms' });
    expect(outcomeOf(await interactions.record(input))).toBe('opted-out');
  });

  it('asks no more at a site whose monthly target is met', async () => {
    await aTouchpoint('wanted', { monthlyTarget: 2 });
    const batch = [1, 2, 3, 4].map(() => anInteraction({ touchpoint: 'wanted', site: 'nice-1' }));
    const elsewhere = anInteraction({ touchpoint: 'wanted', site: 'nice-2' });
    const results = await interactions.recordMany([...batch, elsewhere]);
    expect(results.map(outcomeOf)).toEqual(['scheduled', 'scheduled', 'quota', 'quota', 'scheduled']);
  });

  it('gives the last place at a site to the first whom pressure allows', async () => {
    await aTouchpoint('wanted-1', { monthlyTarget: 1 });
    const asked = anInteraction();
    await interactions.record(asked);
    const at = { touchpoint: 'wanted-1', site: 'nice-3' };
    const results = await interactions.recordMany([
      anInteraction({ ...at, customer: asked.customer }),
      anInteraction(at),
      anInteraction(at),
    ]);
    expect(results.map(outcomeOf)).toEqual(['pressure', 'scheduled', 'quota']);
  });
});

describe('a batch', () => {
  it('spoils no good item for a bad one, and answers in order', async () => {
    const good = anInteraction();
    const known = anInteraction();
    await interactions.record(known);
    const results = await interactions.recordMany([
      good,
      anInteraction({ touchpoint: 'unknown' }),
      anInteraction({ customer: { externalId: 'bad', phone: 'twelve' } }),
      known,
      { ...known, agent: 'somebody else' },
      good,
      { ...good, agent: 'somebody else' },
      anInteraction({ attributes: { broken: '\ud800' } }),
      anInteraction(),
    ]);
    expect(results.map(outcomeOf)).toEqual([
      'scheduled',
      422,
      422,
      'scheduled',
      409,
      'scheduled',
      409,
      422,
      'scheduled',
    ]);
    expect(results.map(({ status }) => status)).toEqual([202, 422, 422, 200, 409, 200, 409, 422, 202]);
    const refused = results[2];
    expect(refused && 'problem' in refused ? refused.problem.more.errors : null).toMatchObject([
      { path: 'customer.phone' },
    ]);
    expect(await customers.byExternalId('bad')).toBeNull();
  });

  it('counts two customers of one phone as one person', async () => {
    const phone = aPhone();
    const results = await interactions.recordMany([
      anInteraction({ customer: { externalId: 'lea', phone } }),
      anInteraction({ customer: { externalId: 'max', phone } }),
    ]);
    expect(results.map(outcomeOf)).toEqual(['scheduled', 'pressure']);
  });
});

describe('events that follow closely', () => {
  const minutes = (n: number) => new Date(clock.now().getTime() + n * 60_000).toISOString();

  it('make one invitation, about the last of them, whether together or apart', async () => {
    await aTouchpoint('call', { settle: 'PT4H' });
    const { customer } = anInteraction();
    const call = (at: string) => anInteraction({ touchpoint: 'call', customer, occurredAt: at });
    const together = await interactions.recordMany([call(minutes(-60)), call(minutes(-20)), call(minutes(-40))]);
    const apart = await interactions.record(call(minutes(-10)));
    expect([...together, apart].map(outcomeOf)).toEqual(['scheduled', 'merged', 'merged', 'merged']);
    const ids = new Set([...together, apart].map((result) => decisionOf(result).invitation?.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    const interaction = 'interaction' in apart ? apart.interaction : '';
    expect((await invitations.byIds([id ?? ''])).get(id ?? '')).toMatchObject({ interaction, status: 'planned' });
  });

  it('make one question at several touchpoints, about the most important, asked as that one asks', async () => {
    await aTouchpoint('small', { settle: 'PT4H', priority: 5, settleOn: 'most-important' });
    await aTouchpoint('great', { settle: 'PT4H', priority: 1, settleOn: 'most-important', expiresAfter: 'P20D' });
    const { customer } = anInteraction();
    const event = (touchpoint: string, at: string) => anInteraction({ touchpoint, customer, occurredAt: at });
    const results = [
      await interactions.record(event('small', minutes(-60))),
      await interactions.record(event('great', minutes(-50))),
      await interactions.record(event('small', minutes(-5))),
    ];
    expect(results.map(outcomeOf)).toEqual(['scheduled', 'merged', 'merged']);
    const ids = new Set(results.map((result) => decisionOf(result).invitation?.id ?? ''));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    const great = 'interaction' in (results[1] ?? {}) ? (results[1] as { interaction: string }).interaction : '';
    expect((await invitations.byIds([id])).get(id)).toMatchObject({ touchpoint: 'great', interaction: great });
    expect(await count(`pressure_place where invitation_id = $1 and touchpoint_key = 'great'`, id)).toBe(1);
  });

  it('stay about what they were where the other touchpoint may not be asked about', async () => {
    await aTouchpoint('small', { settle: 'PT4H' });
    await aTouchpoint('barred', { settle: 'PT4H' });
    await pressure.changePolicy([
      ...(await pressure.policy()).rules,
      { key: 'barred', scope: 'touchpoint:barred', windowDays: 30, cap: 0 },
    ]);
    const { customer } = anInteraction();
    const first = await interactions.record(anInteraction({ touchpoint: 'small', customer, occurredAt: minutes(-60) }));
    const second = await interactions.record(
      anInteraction({ touchpoint: 'barred', customer, occurredAt: minutes(-5) }),
    );
    expect([first, second].map(outcomeOf)).toEqual(['scheduled', 'merged']);
    const id = decisionOf(second).invitation?.id ?? '';
    expect(id).toBe(decisionOf(first).invitation?.id);
    expect((await invitations.byIds([id])).get(id)).toMatchObject({ touchpoint: 'small' });
  });

  it('make one question for two records of a person, about what happened to the one that is asked', async () => {
    await aTouchpoint('call', { settle: 'PT4H' });
    const phone = aPhone();
    const call = (externalId: string, at: string) =>
      anInteraction({ touchpoint: 'call', customer: { externalId, phone }, occurredAt: at });
    const [first, second] = [
      await interactions.record(call('twin-1', minutes(-60))),
      await interactions.record(call('twin-2', minutes(-10))),
    ];
    expect([first, second].map(outcomeOf)).toEqual(['scheduled', 'merged']);
    const id = decisionOf(second).invitation?.id ?? '';
    const asked = 'interaction' in first ? first.interaction : '';
    expect((await invitations.byIds([id])).get(id)).toMatchObject({ interaction: asked });
  });

  it('and are two when they are far apart', async () => {
    await aTouchpoint('call', { settle: 'PT30M' });
    const { customer } = anInteraction();
    const results = await interactions.recordMany([
      anInteraction({ touchpoint: 'call', customer, occurredAt: minutes(-120) }),
      anInteraction({ touchpoint: 'call', customer, occurredAt: minutes(-10) }),
    ]);
    expect(results.map(outcomeOf)).toEqual(['scheduled', 'pressure']);
  });
});

describe('races', () => {
  it('asks a person whose cap is one exactly once, however many events come at once', async () => {
    const phone = aPhone();
    const inputs = Array.from({ length: 50 }, (_, n) =>
      anInteraction({ customer: { externalId: `hot-${n % 3}`, phone } }),
    );
    const results = await Promise.all(
      inputs.map((input, n) =>
        n % 2 ? interactions.record(input) : interactions.recordMany([input]).then(([one]) => one),
      ),
    );
    expect(results.map(outcomeOf).filter((outcome) => outcome === 'scheduled')).toHaveLength(1);
    expect(results.map(outcomeOf).filter((outcome) => outcome === 'pressure')).toHaveLength(49);
  });

  it('keeps one interaction of an id that many write at once, and answers all the same', async () => {
    const input = anInteraction();
    const results = (await Promise.all(Array.from({ length: 20 }, () => interactions.recordMany([input])))).flat();
    expect(results.filter(({ status }) => status === 202)).toHaveLength(1);
    const [first] = results;
    for (const result of results) expect(decisionOf(result)).toEqual(first && decisionOf(first));
    expect(await count('interaction where external_id = $1', input.id)).toBe(1);
  });

  it('keeps nothing of the body that lost', async () => {
    const input = anInteraction();
    const bodies = ['Une', 'Autre'].map((firstName) => ({ ...input, customer: { ...input.customer, firstName } }));
    const results = (await Promise.all(bodies.map((body) => interactions.recordMany([body])))).flat();
    expect(results.map(({ status }) => status).sort()).toEqual([202, 409]);
    const won = bodies[results.findIndex(({ status }) => status === 202)];
    expect((await customers.byExternalId(input.customer.externalId))?.firstName).toBe(won?.customer.firstName);
  });

  it('survives batches that overlap at random, with every cap kept and met', async () => {
    const people = Array.from({ length: 30 }, (_, n) => ({ externalId: `random-${n}`, phone: aPhone() }));
    const pick = <T>(of: readonly T[]) => of[Math.floor(Math.random() * of.length)] as T;
    const batches = Array.from({ length: 12 }, () =>
      Array.from({ length: 20 }, () => anInteraction({ customer: pick(people) })),
    );
    const results = (await Promise.all(batches.map((batch) => interactions.recordMany(batch)))).flat();
    const asked = batches.flat().filter((_, n) => outcomeOf(results[n]) === 'scheduled');
    expect(asked.map(({ customer }) => customer.externalId).sort()).toEqual(
      [...new Set(batches.flat().map(({ customer }) => customer.externalId))].sort(),
    );
  });

  it('meets a monthly target exactly', async () => {
    await aTouchpoint('wanted-5', { monthlyTarget: 5 });
    const inputs = Array.from({ length: 20 }, () => anInteraction({ touchpoint: 'wanted-5', site: 'nice-9' }));
    const results = await Promise.all(inputs.map((input) => interactions.recordMany([input])));
    expect(
      results
        .flat()
        .map(outcomeOf)
        .filter((outcome) => outcome === 'scheduled'),
    ).toHaveLength(5);
  });
});

describe('all those races together', () => {
  it('made nobody wait in a circle', async () => {
    const [{ deadlocks } = { deadlocks: null }] = await db.query<{ deadlocks: number }>(
      'select deadlocks::integer from pg_stat_database where datname = current_database()',
    );
    expect(deadlocks).toBe(0);
  });
});

describe('waiting for a place', () => {
  it('holds an invitation the cap refuses, and plans it when a place is given back', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const first = anInteraction();
    const asked = decisionOf(await interactions.record(first));
    const waiting = decisionOf(await interactions.record(anInteraction({ customer: first.customer })));
    expect(waiting).toMatchObject({ outcome: 'waiting', reason: 'pressure', rule: 'once' });
    const held = waiting.invitation?.id ?? '';
    expect((await invitations.byIds([held])).get(held)?.status).toBe('held');
    await invitations.cancel(asked.invitation?.id ?? '', 'staff');
    await station.get(Sweeps).run('invitations.held');
    expect(await invitations.history(held)).toMatchObject([
      { status: 'held' },
      { status: 'planned', cause: 'place-free' },
    ]);
  });
});

describe('sampling', () => {
  it('draws a person once, whichever of their records is reported', async () => {
    await aTouchpoint('half-sampled', { sampling: 0.5 });
    const pairs = Array.from({ length: 12 }, () => {
      const phone = aPhone();
      return [0, 1].map(() =>
        anInteraction({ touchpoint: 'half-sampled', customer: { externalId: `c-${(last += 1)}`, phone } }),
      );
    });
    const results = await interactions.recordMany(pairs.flat());
    const draws = results.map(
      (result) => decisionOf(result).steps.find(({ rule }) => rule === 'sampling')?.params['draw'],
    );
    const first = draws.filter((_, n) => n % 2 === 0);
    expect(draws.filter((_, n) => n % 2 === 1)).toEqual(first);
    expect(new Set(first).size).toBe(pairs.length);
  });
});
