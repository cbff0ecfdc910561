import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { CustomersModule, CustomersService, type Customer, type CustomerInput } from '#customers';
import { InvitationsModule, InvitationsService } from '#invitations';
import { LONGEST_HELD_DAYS, PressureModule, PressureService, Replay, type PressureRule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { InteractionsModule, InteractionsService, TouchpointsService } from '#interactions';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';
import { LONGEST } from './rules/touchpoint.ts';
import { SimulationService, type Told } from './simulation.service.ts';
import { SimulationsService } from './simulations.service.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-02-02T08:00:00Z');
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' };
/** Of every kind: waiting and refusing, counting reminders, resting, apart, and keeping a place. */
const RULES: PressureRule[] = [
  { key: 'calls', scope: 'touchpoint:call', windowDays: 9, cap: 1, onExceed: 'wait' },
  { key: 'own', scope: 'all', windowDays: 5, cap: 1, apart: true, mayExceed: ['after-callback', 'priority:1'] },
  { key: 'month', scope: 'all', windowDays: 30, cap: 4, reserve: [{ touchpoint: 'order', places: 1 }] },
  { key: 'messages', scope: 'channel:sms', windowDays: 7, cap: 3, countReminders: true, restAfterAnswerDays: 6 },
];

let station: Station;
let clock: Clock;
let db: Database;
let invitations: InvitationsService;
let now = START;

/** The same numbers every time, so that a failure can be looked at. */
let seed = 11;
const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const pick = <Of>(of: readonly Of[]): Of => of[Math.floor(chance() * of.length)] as Of;

beforeAll(async () => {
  station = await startStation(
    ...aroundPages(),
    CustomersModule,
    SurveysModule,
    PressureModule,
    InvitationsModule,
    InteractionsModule,
  );
  clock = station.get(Clock);
  db = station.get(Database);
  invitations = station.get(InvitationsService);
  const { id } = await station.get(SurveysService).publishVersion('csat', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  for (const [key, priority] of [
    ['visit', 3],
    ['call', 2],
    ['order', 1],
  ] as const)
    await station.get(TouchpointsService).save(key, {
      name: { fr: key },
      questionnaire: 'csat',
      channels: key === 'visit' ? ['sms', 'email'] : ['sms'],
      window: ALWAYS,
      priority,
      maxAge: 'P5D',
      delay: key === 'visit' ? 'P2D' : 'PT0S',
      expiresAfter: 'P14D',
      reminders: [{ after: 'P3D' }],
    });
  await clock.at(new Date(START), () => station.get(PressureService).changePolicy(RULES));
  await lived(id);
}, 300_000);

afterAll(() => station.close());

const PHONES = ['+33698050001', '+33698050001', '+33698050002', '+262692050003', '+33698050004', '+33698050005'];
const aPerson = (n: number): CustomerInput => ({
  externalId: `c-${n}`,
  phone: PHONES[n] ?? null,
  email: n === 1 || n === 2 ? 'home@example.test' : `c${n}@example.test`,
});

/** Three months of six people, two thirds of whom are one household, with all that becomes of invitations. */
async function lived(version: string): Promise<void> {
  const people: Customer[] = [];
  for (const n of PHONES.keys()) people.push((await station.get(CustomersService).upsert(aPerson(n))).customer);
  for (let n = 0; n < 180; n += 1) {
    await until(now + Math.round(chance() * 20 * 3_600_000));
    const who = Math.floor(chance() * PHONES.length);
    if (chance() < 0.06) await clock.at(new Date(now), () => planned(people[who] as Customer, version));
    else
      await clock.at(new Date(now), () =>
        station.get(InteractionsService).recordMany([
          {
            id: `i-${n}`,
            touchpoint: pick(['visit', 'call', 'call', 'order']),
            occurredAt: new Date(now).toISOString(),
            customer: aPerson(who),
            site: pick(['lyon', 'lille']),
          },
        ]),
      );
  }
}

/** By a barometer, or after a callback: no interaction leads to it. */
async function planned(customer: Customer, questionnaireVersion: string): Promise<void> {
  const at = new Date(now);
  const [touchpoint, exempt] = chance() < 0.5 ? [null, null] : ['visit', 'after-callback'];
  const times = { sendAt: at, occurredAt: at, expiresAfter: 7 * DAY, reminders: [], window: ALWAYS };
  await invitations.plan({
    customer,
    touchpoint,
    exempt,
    questionnaireVersion,
    temperature: 'cold',
    channels: ['sms'],
    ...times,
  });
}

/** Everything that falls due on the way happens when it does. */
async function until(end: number): Promise<void> {
  const sweeps = station
    .get(Sweeps)
    .all()
    .filter(({ name }) => name.startsWith('invitations.'));
  for (let step = 0; step < 500; step += 1) {
    const dues = [await invitations.nextDueAt(), ...(await Promise.all(sweeps.map((sweep) => sweep.nextDueAt())))];
    const next = Math.min(end, ...dues.flatMap((at) => at?.getTime() ?? []));
    now = Math.max(now, next);
    if (next >= end) return;
    await clock.at(new Date(now), async () => {
      for (const sweep of sweeps) await sweep.run();
      for (const { id, reminder } of await invitations.claimDue(50)) if (!reminder) await becomesOf(id);
    });
  }
  throw new Error('It never came to an end.');
}

async function becomesOf(id: string): Promise<void> {
  const fate = chance();
  if (fate < 0.2) return void (await invitations.fail(id, { cause: '30005', permanent: true }));
  await invitations.markSent([id]);
  if (fate < 0.5) await invitations.markAnswered(id);
}

const period = (from: number, to: number) => ({
  since: new Date(0),
  from: new Date(from),
  to: new Date(to),
});

describe('a replay of the policy in force', () => {
  it.each([
    ['all of it', 0],
    ['from a day in the middle', 40 * DAY],
  ])('decides every one as it was decided: %s', async (_, after) => {
    const recorded = await db.query<{ outcome: string; rule: string | null }>(
      `select outcome, rule from decision where decided_at >= $1 order by decided_at, interaction_id`,
      [new Date(START + after)],
    );
    const outcomes: unknown[] = [];
    const replay = new Replay(RULES);
    const listening = {
      given: (place: Parameters<Replay['given']>[0]) => replay.given(place),
      hear: ({ happening }: Told) => void outcomes.push(replay.hear(happening)),
    };
    await station.get(SimulationService).play(listening, period(START + after, now + DAY));
    expect(outcomes).toEqual(
      recorded.map(({ outcome, rule }) => {
        if (outcome === 'scheduled') return { outcome: 'asked' };
        return { outcome: outcome === 'waiting' ? 'waiting' : 'refused', rule };
      }),
    );
    expect(new Set(recorded.map(({ outcome, rule }) => `${outcome} ${rule ?? ''}`)).size).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['all of it', 0, now],
    ['a month in the middle', 40 * DAY, 70 * DAY],
  ])('asks whoever was asked, those who waited among them, and nobody else: %s', async (_, after, until) => {
    const [from, to] = [new Date(START + after), new Date(until === now ? now : START + until)];
    const [asked] = await db.query<{ n: number }>(
      `select count(*)::integer as n from pressure_place p join decision d using (invitation_id)
       where d.decided_at >= $1 and d.decided_at < $2 and p.taken_at < $2`,
      [from, to],
    );
    const [waited] = await db.query<{ n: number }>(
      `select count(*)::integer as n from decision where outcome = 'waiting' and decided_at >= $1 and decided_at < $2`,
      [from, to],
    );
    const { current, draft, agreement } = await station
      .get(SimulationService)
      .simulate({ current: RULES, version: 1, draft: [] }, from, to);
    const { decided } = agreement ?? {};
    expect(agreement).toEqual({ decided, agreed: decided, otherPolicy: 0, otherwise: 0 });
    expect([current.sent, waited?.n]).toEqual([asked?.n, expect.any(Number)]);
    expect(waited?.n).toBeGreaterThan(0);
    const suppressed = Object.values(current.suppressedByRule).reduce((sum, n) => sum + n, 0);
    expect(current.sent + suppressed + current.waiting).toBe(current.interactions);
    expect(draft).toMatchObject({ sent: current.interactions, suppressedByRule: {}, waiting: 0 });
  });

  it('ends with the period: a place that comes after it is not given', async () => {
    const [wait] = await db.query<{ decidedAt: Date }>(
      `select decided_at as "decidedAt" from decision join pressure_place using (invitation_id)
       where outcome = 'waiting' and taken_at > decided_at + interval '1 hour' order by decided_at desc limit 1`,
    );
    const to = new Date((wait?.decidedAt.getTime() ?? 0) + 1_000);
    const [asked] = await db.query<{ n: number }>(
      `select count(*)::integer as n from pressure_place p join decision d using (invitation_id)
       where d.decided_at < $1 and p.taken_at < $1`,
      [to],
    );
    const { current, agreement } = await station
      .get(SimulationService)
      .simulate({ current: RULES, version: 1, draft: [] }, new Date(START), to);
    expect(current).toMatchObject({ sent: asked?.n, waiting: expect.any(Number) });
    expect(current.waiting).toBeGreaterThan(0);
    expect(agreement).toMatchObject({ otherPolicy: 0, otherwise: 0 });
  });

  it('says of how many decisions it is no measure, and why', async () => {
    const stricter: PressureRule[] = [{ key: 'strict', scope: 'all', windowDays: 90, cap: 1 }];
    const played = (version: number) =>
      station
        .get(SimulationService)
        .simulate({ current: stricter, version, draft: [] }, new Date(START), new Date(now));
    const [same, other] = [await played(1), await played(2)];
    expect(same.agreement).toMatchObject({ otherPolicy: 0, otherwise: expect.any(Number) });
    expect(same.agreement?.otherwise).toBeGreaterThan(50);
    expect(other.agreement).toMatchObject({ otherPolicy: same.agreement?.otherwise, otherwise: 0 });
  });
});

describe('a simulation asked for', () => {
  it('runs once, is found again, and says how far it is', async () => {
    const simulations = station.get(SimulationsService);
    const id = await simulations.request([], new Date(START), new Date(now), null);
    expect(await simulations.one(id)).toMatchObject({ status: 'queued', done: 0, policyVersion: 1 });
    expect(await Promise.all([simulations.runNext(), simulations.runNext()])).toContain(1);
    const { status, done, total, result } = await simulations.one(id);
    expect([status, done]).toEqual(['done', total]);
    expect(result?.draft.sent).toBe(total);
    expect(await simulations.runNext()).toBe(0);
    expect((await simulations.latest())[0]?.id).toBe(id);
  });

  it('is taken over from somebody who fell silent', async () => {
    const simulations = station.get(SimulationsService);
    const id = await simulations.request([], new Date(START), new Date(now), null);
    await db.query(`update simulation set status = 'running', seen_at = $2 where id = $1`, [id, clock.now()]);
    expect(await simulations.runNext()).toBe(0);
    await db.query(`update simulation set seen_at = $2 where id = $1`, [id, new Date(clock.now().getTime() - 61_000)]);
    expect(await simulations.runNext()).toBe(1);
    expect(await simulations.one(id)).toMatchObject({ status: 'done' });
  });

  it('becomes the policy, once, as long as it is still compared with the one in force', async () => {
    const [simulations, pressure] = [station.get(SimulationsService), station.get(PressureService)];
    const draft: PressureRule[] = [{ key: 'own', scope: 'all', windowDays: 45, cap: 1 }];
    const id = await simulations.request(draft, new Date(START), new Date(now), null);
    await expect(simulations.adopt(id)).rejects.toMatchObject({ status: 409, kind: 'not-simulated' });
    expect(await simulations.runNext()).toBe(1);
    expect(await simulations.adopt(id)).toEqual({ version: 2, rules: draft });
    expect(await pressure.policy()).toEqual({ version: 2, rules: draft });
    await expect(simulations.adopt(id)).rejects.toMatchObject({ status: 409, kind: 'policy-changed' });
    expect((await pressure.versions())[0]).toMatchObject({ version: 2, because: { simulation: id } });
  });
});

describe('a place that was waited for most of a year', () => {
  it('is the longest story of all: nothing comes of any later than pressure looks for it', () => {
    expect(LONGEST.delay + LONGEST.expiresAfter).toBeLessThan(LONGEST_HELD_DAYS);
  });

  it('counts in a period that begins before it was taken', async () => {
    await station
      .get(PressureService)
      .changePolicy([{ key: 'half', scope: 'all', windowDays: 182, cap: 1, onExceed: 'wait' }]);
    await station.get(TouchpointsService).save('yearly', {
      ...{ name: { fr: 'yearly' }, questionnaire: 'csat', channels: ['sms'], window: ALWAYS, maxAge: 'P365D' },
    });
    const begun = now + 400 * DAY;
    const visits = ['patient-1', 'patient-2'].map((id) => ({
      ...{ id, touchpoint: 'yearly', occurredAt: new Date(begun).toISOString() },
      customer: { externalId: 'patient', phone: '+33698050077' },
    }));
    const decided = await clock.at(new Date(begun), () => station.get(InteractionsService).recordMany(visits));
    expect(decided.map((one) => ('decision' in one ? one.decision.outcome : null))).toEqual(['scheduled', 'waiting']);
    await clock.at(new Date(begun + 182 * DAY), () => station.get(Sweeps).run('invitations.held'));
    const given: number[] = [];
    const listening = { given: ({ at }: { at: number }) => void given.push(at), hear: () => undefined };
    await station.get(SimulationService).play(listening, period(begun + 180 * DAY, begun + 190 * DAY));
    expect(given.filter((at) => at >= begun + 180 * DAY)).toEqual([begun + 182 * DAY]);
  });
});
