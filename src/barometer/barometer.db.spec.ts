import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { BarometerModule, BarometerService, BarometerWaves } from '#barometer';
import { CustomersModule, CustomersService, type CustomerInput } from '#customers';
import { InvitationsModule, InvitationsService } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { reserve } from '../../test/support/asking.ts';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';
import { BarometerFollowing } from './barometer-following.service.ts';
import { BarometerPlanning } from './barometer-planning.service.ts';
import { BarometerReading } from './barometer-reading.service.ts';
import { BarometerSending } from './barometer-sending.service.ts';
import type { ProgrammeInput } from './rules/programme-input.ts';

let station: Station;
let programmes: BarometerService;
let waves: BarometerWaves;
let planning: BarometerPlanning;
let reading: BarometerReading;
let sending: BarometerSending;
let following: BarometerFollowing;
let customers: CustomersService;
let db: Database;

const DAY = 86_400_000;
/** Monday 4 January 2027, ten o'clock in Paris. */
const MONDAY = new Date('2027-01-04T09:00:00Z');
const go = (to: Date) => station.get(Clock).shift(to.getTime() - Date.now());
/** Eleven o'clock, so many days later. */
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY + 3_600_000);

beforeAll(async () => {
  station = await startStation(
    CustomersModule,
    SurveysModule,
    PressureModule,
    InvitationsModule,
    BarometerModule,
    ...aroundPages(),
  );
  programmes = station.get(BarometerService);
  waves = station.get(BarometerWaves);
  planning = station.get(BarometerPlanning);
  reading = station.get(BarometerReading);
  sending = station.get(BarometerSending);
  following = station.get(BarometerFollowing);
  customers = station.get(CustomersService);
  db = station.get(Database);
  await station.get(SurveysService).publishVersion('barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
  });
}, 60_000);

afterAll(() => station.close());

beforeEach(async () => {
  go(MONDAY);
  await db.query(
    `truncate customer, opt_out, contact_block, invitation, pressure_place, pressure_hold, pressure_policy, barometer_programme cascade`,
  );
});

/** So many people of a segment, all with a mailbox. */
async function people(count: number, segment: string, more: Partial<CustomerInput> = {}): Promise<void> {
  const inputs = Array.from({ length: count }, (_, n) => ({
    ...{ externalId: `${segment}-${n}`, email: `${segment}-${n}@example.com`, segment, locale: 'fr' },
    ...more,
  }));
  await customers.upsertMany(inputs);
}

const save = (more: Partial<ProgrammeInput> = {}, key = 'base') =>
  programmes.save(key, {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], target: { perWave: 20 } },
    ...{ start: '2027-01-01', strata: ['segment'], spreadDays: 6, ...more },
  });

const sampleOf = async (n: number) => (await reading.list('base', n, { limit: 500 })).items;
const stateOf = async (customer: string, n = 1) => (await sampleOf(n)).find((one) => one.customer === customer);
const idOf = async (externalId: string) => (await customers.byExternalId(externalId))?.id ?? '';

describe('a plan', () => {
  it('tells the base, everyone it leaves out and why, and what each wave asks', async () => {
    await people(60, 'premium');
    await people(30, 'standard');
    await people(5, 'staff');
    await people(3, 'silent', { segment: 'standard', email: null });
    await customers.optOut({ customer: await idOf('premium-0'), channel: 'all', source: 'api' });
    await customers.suppress({ customer: await idOf('premium-1'), channel: 'email', cause: 'bounced' });
    await customers.erase('standard-0');
    await customers.upsert({ externalId: 'twin', email: 'premium-2@example.com', segment: 'premium' });
    await save({ population: { segments: ['premium', 'standard'] } });
    const plan = await planning.plan('base');
    expect(plan.base).toBe(99);
    expect(plan.excluded).toEqual({
      'other-segment': 5,
      'no-contact': 3,
      erased: 1,
      'invalid-contact': 1,
      'opted-out': 1,
      'same-person': 1,
    });
    expect(plan.eligible).toBe(87);
    expect(plan.waves.map(({ number, sample }) => [number, sample])).toEqual([1, 2, 3, 4].map((n) => [n, 20]));
    const [first] = plan.waves;
    expect(first?.strata.map(({ key, population, sample, reserve }) => [key, population, sample, reserve])).toEqual([
      ['premium', 58, 13, 3],
      ['standard', 29, 7, 2],
    ]);
    expect(first?.expectedAnswers).toBeCloseTo(4);
    expect(plan.rates.get('premium')).toEqual({ rate: 0.2, from: 'default' });
  });

  it('says what makes it impossible', async () => {
    await people(30, 'premium');
    await people(2, 'rare');
    await save({ target: { perWave: 40 }, floor: 5, population: { segments: ['premium', 'rare', 'nobody'] } });
    const { obstacles } = await planning.plan('base');
    expect(obstacles.map(({ code, about, blocks }) => [code, about, blocks])).toEqual(
      expect.arrayContaining([
        ['unknown-segment', 'nobody', false],
        ['target-above-base', null, true],
        ['floor-above-stratum', 'rare', false],
      ]),
    );
  });

  it('asks as many as a margin of error needs, at the expected response rate', async () => {
    await people(300, 'all');
    await save({ target: { marginOfError: 0.2, confidence: 0.95 }, strata: [] });
    const { waves: planned } = await planning.plan('base');
    expect(planned[0]?.sample).toBe(115);
    expect(planned[0]?.expectedMarginOfError).toBeLessThanOrEqual(0.2);
  });
});

describe('a cycle', () => {
  it('asks everyone once, in proportion, and begins again', async () => {
    await people(61, 'premium');
    await people(39, 'standard');
    await save({ target: { perWave: 25 } });
    const seen = new Set<string>();
    for (const n of [1, 2, 3, 4]) {
      await waves.open('base', n);
      const sample = await sampleOf(n);
      expect(sample).toHaveLength(25);
      expect(Math.abs(sample.filter(({ stratum }) => stratum === 'premium').length - 15.25)).toBeLessThan(1);
      for (const { customer } of sample) expect(seen).not.toContain(customer);
      for (const { customer } of sample) seen.add(customer);
      await db.query(`update wave_member set state = 'invited', invited_at = now() where role = 'sample'`);
      await waves.close('base', n);
    }
    expect(seen.size).toBe(100);
    await expect(waves.open('base', 9)).rejects.toMatchObject({ status: 404 });
    go(new Date('2028-01-03T09:00:00Z'));
    await waves.open('base', 5);
    expect(await sampleOf(5)).toHaveLength(25);
  });

  it('has one draw, however many people open the wave at once', async () => {
    await people(50, 'premium');
    await save();
    const tries = await Promise.allSettled([1, 2, 3].map(() => waves.open('base', 1)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      tries.flatMap((one) => (one.status === 'rejected' ? (one.reason as { status: number }).status : [])),
    ).toEqual([409, 409]);
    expect(await sampleOf(1)).toHaveLength(20);
    await expect(save({ seed: 'another' })).rejects.toMatchObject({ status: 409 });
    await expect(save({ target: { perWave: 10 } })).resolves.toBeDefined();
  });
});

describe('a wave', () => {
  it('is asked in daily batches, each person once, and ends when its weeks are over', async () => {
    await people(120, 'premium');
    await save({ target: { perWave: 60 } });
    await waves.open('base', 1);
    const asked: number[] = [];
    for (let day = 0; day < 8; day += 1) {
      go(days(day));
      while ((await sending.sendDue()) > 0);
      asked.push((await sampleOf(1)).filter(({ state }) => state === 'invited').length);
    }
    expect(asked).toEqual([10, 20, 30, 40, 50, 60, 60, 60]);
    const kept = await db.query(`select temperature, count(*)::int as n from invitation group by 1`);
    expect(kept).toEqual([{ temperature: 'cold', n: 60 }]);
    expect(await waves.closeOverdue()).toBe(0);
    go(days(20));
    expect(await waves.closeOverdue()).toBe(1);
    expect((await reading.wave('base', 1)).state).toBe('closed');
    await expect(waves.open('base', 1)).rejects.toMatchObject({ status: 409 });
  });

  it('moves who was asked lately to later, and replaces them when that is too late', async () => {
    await people(40, 'premium');
    await people(40, 'standard');
    await save({ spreadDays: 12 });
    await waves.open('base', 1);
    const [first, second] = await sampleOf(1);
    const asked = async (externalId: string, at: Date) => {
      const customer = await customers.byExternalId(externalId);
      if (!customer) throw new Error('unknown');
      go(at);
      await reserve(station, {
        ...{ invitation: crypto.randomUUID(), customer: customer.id, ownKeys: customer.ownKeys, zone: 'Europe/Paris' },
        ...{ personKeys: customer.personKeys, touchpoint: 'call', temperature: 'hot', channel: 'email' },
        priority: 1,
      });
    };
    await asked(first?.customer ?? '', days(-27));
    await asked(second?.customer ?? '', days(-2));
    go(days(1));
    while ((await sending.sendDue()) > 0);
    const moved = await stateOf(first?.customer ?? '');
    expect(moved).toMatchObject({ state: 'moved', reason: 'quarantine' });
    expect(moved?.plannedFor?.toISOString()).toBe('2027-01-07T09:00:00.000Z');
    const replaced = await stateOf(second?.customer ?? '');
    expect(replaced).toMatchObject({ state: 'replaced', reason: 'quarantine' });
    const by = await stateOf(replaced?.replacedBy ?? '');
    expect(by).toMatchObject({ role: 'reserve', replaces: second?.customer, stratum: second?.stratum });
    while ((await sending.sendDue()) > 0);
    expect(await stateOf(replaced?.replacedBy ?? '')).toMatchObject({ state: 'invited' });
    for (const day of [2, 3]) {
      go(days(day));
      while ((await sending.sendDue()) > 0);
    }
    expect(await stateOf(first?.customer ?? '')).toMatchObject({ state: 'invited' });
  });

  it('keeps the place of who was drawn until their day, except from the best priorities, and asks somebody else then', async () => {
    await people(40, 'premium');
    await save({ target: { perWave: 20 } });
    await waves.open('base', 1);
    const ask = async (id: string, priority: number) => {
      const customer = await customers.byExternalId(id);
      if (!customer) throw new Error('unknown');
      const { ownKeys, personKeys } = customer;
      const of = { touchpoint: 'call', temperature: 'hot', channel: 'email', zone: 'Europe/Paris', priority } as const;
      return reserve(station, {
        ...of,
        invitation: crypto.randomUUID(),
        customer: customer.id,
        ownKeys,
        personKeys,
      });
    };
    const [, second, third] = (await sampleOf(1)).slice(-3).map(({ customer }) => customer) as [string, string, string];
    expect(await ask(second, 3)).toMatchObject({ granted: false, reason: 'pressure', rule: 'reserved' });
    expect(await ask(third, 2)).toMatchObject({ granted: true });
    const drawn = new Set((await sampleOf(1)).map(({ customer }) => customer));
    const other = Array.from({ length: 40 }, (_, n) => `premium-${n}`).find((id) => !drawn.has(id)) ?? '';
    expect(await ask(other, 3)).toMatchObject({ granted: true });
    for (let day = 1; day <= 7; day += 1) {
      go(days(day));
      while ((await sending.sendDue()) > 0);
    }
    expect(await stateOf(second)).toMatchObject({ state: 'invited' });
    const replaced = await stateOf(third);
    expect(replaced).toMatchObject({ state: 'replaced', reason: 'quarantine' });
    expect(await ask(replaced?.replacedBy ?? '', 3)).toMatchObject({ granted: false, rule: 'reserved' });
    await waves.close('base', 1);
    const [left] = await db.query<{ n: number }>(
      `select count(*)::int as n from pressure_hold where reason = 'reserved'`,
    );
    expect(left?.n).toBe(0);
  });

  it('replaces who is gone or whose message came back, and notes who answered', async () => {
    await people(80, 'premium');
    await save({ spreadDays: 2 });
    await waves.open('base', 1);
    while ((await sending.sendDue()) > 0);
    const sample = await sampleOf(1);
    const [bounced, answered, silent] = sample.filter(({ state }) => state === 'invited');
    const waiting = sample.find(({ state }) => state === 'waiting');
    await customers.erase(waiting?.customer ?? '');
    await following.forget([waiting?.id ?? '']);
    const move = (invitation: string | null | undefined, from: string, to: string, cause: string | null = null) => ({
      ...{ invitation: invitation ?? '', at: MONDAY, from, to, cause },
    });
    await following.follow([
      move(bounced?.invitation, 'sent', 'bounced', '5.1.1'),
      move(answered?.invitation, 'opened', 'answered'),
      move(silent?.invitation, 'delivered', 'cancelled', 'opted-out'),
    ]);
    await following.follow([move(bounced?.invitation, 'sent', 'bounced', '5.1.1')]);
    const after = await sampleOf(1);
    const of = (id: string | undefined) => after.find((one) => one.id === id);
    expect(of(bounced?.id)).toMatchObject({ state: 'replaced', reason: 'bounced' });
    expect(of(answered?.id)).toMatchObject({ state: 'answered' });
    expect(of(silent?.id)).toMatchObject({ state: 'invited' });
    expect(of(waiting?.id)).toMatchObject({ state: 'replaced', reason: 'erased' });
    expect(after.filter(({ role }) => role === 'reserve')).toHaveLength(2);
    expect((await reading.wave('base', 1)).progress).toMatchObject({ sample: 20, answered: 1, replaced: 2 });
  });

  it('stops when too many messages of a day come back', async () => {
    await people(100, 'premium');
    await save({ target: { perWave: 40 }, spreadDays: 1 });
    await waves.open('base', 1);
    while ((await sending.sendDue()) > 0);
    const invited = (await sampleOf(1)).filter(({ state }) => state === 'invited');
    const bounce = (count: number) =>
      following.follow(
        invited.slice(0, count).map(({ invitation }) => ({
          invitation: invitation ?? '',
          at: MONDAY,
          from: 'sent',
          to: 'bounced',
          cause: 'x',
        })),
      );
    await bounce(4);
    expect((await reading.wave('base', 1)).state).toBe('open');
    await bounce(5);
    expect(await reading.wave('base', 1)).toMatchObject({ state: 'paused', reason: 'bounces' });
  });

  it('takes back what has not gone out when it is paused, and goes on later without a rush', async () => {
    await people(100, 'premium');
    await save({ target: { perWave: 40 }, spreadDays: 4 });
    await waves.open('base', 1);
    while ((await sending.sendDue()) > 0);
    const invitations = station.get(InvitationsService);
    const sent = await invitations.claimDue(6);
    await invitations.markSent(sent.map(({ id }) => id));
    await waves.pause('base', 1);
    await waves.pause('base', 1);
    const states = async () => {
      const { progress } = await reading.wave('base', 1);
      return [progress.waiting, progress.invited];
    };
    expect(await states()).toEqual([34, 6]);
    go(days(7));
    expect(await sending.sendDue()).toBe(0);
    await waves.open('base', 1);
    while ((await sending.sendDue()) > 0);
    expect(await states()).toEqual([30, 10]);
    go(days(8));
    while ((await sending.sendDue()) > 0);
    expect(await states()).toEqual([20, 20]);
    await waves.close('base', 1);
    await waves.close('base', 1);
    const { progress } = await reading.wave('base', 1);
    expect([progress.unasked, progress.invited]).toEqual([34, 6]);
  });

  it.each(['by hand', 'after a bounce storm'])(
    'reminds nobody while it is paused %s, and goes on where it stopped',
    async (how) => {
      await people(60, 'premium');
      await save({ target: { perWave: 40 }, spreadDays: 1, reminders: [{ after: 'P4D' }, { after: 'P6D' }] });
      await waves.open('base', 1);
      while ((await sending.sendDue()) > 0);
      const invitations = station.get(InvitationsService);
      const sent = await invitations.claimDue(100);
      await invitations.markSent(sent.map(({ id }) => id));
      const reminded = async () => {
        const claimed = await invitations.claimDue(100);
        return claimed.filter(({ reminder }) => reminder).length;
      };
      go(new Date(MONDAY.getTime() + 7_200_000));
      if (how === 'by hand') await waves.pause('base', 1);
      else {
        const lost = sent.slice(0, 8);
        for (const { id } of lost) await invitations.fail(id, { cause: 'x', permanent: true, bounced: true });
        const move = { at: MONDAY, from: 'sent', to: 'bounced', cause: 'x' };
        await following.follow(lost.map(({ id }) => ({ invitation: id, ...move })));
      }
      expect((await reading.wave('base', 1)).state).toBe('paused');
      const still = how === 'by hand' ? 40 : 32;
      go(days(5));
      expect(await reminded()).toBe(0);
      go(days(7));
      await waves.open('base', 1);
      expect(await reminded()).toBe(0);
      go(days(10));
      expect(await reminded()).toBe(0);
      go(days(11));
      expect(await reminded()).toBe(still);
      go(days(12));
      expect(await reminded()).toBe(0);
      go(days(14));
      expect(await reminded()).toBe(still);
    },
  );

  it('reminds nobody once it was closed', async () => {
    await people(40, 'premium');
    await save({ spreadDays: 1, reminders: [{ after: 'P4D' }] });
    await waves.open('base', 1);
    while ((await sending.sendDue()) > 0);
    const invitations = station.get(InvitationsService);
    await invitations.markSent((await invitations.claimDue(100)).map(({ id }) => id));
    await waves.close('base', 1);
    go(days(5));
    expect(await invitations.claimDue(100)).toEqual([]);
  });

  it('makes no rush of batches that an outage of days has missed', async () => {
    await people(120, 'premium');
    await save({ target: { perWave: 60 } });
    await waves.open('base', 1);
    const { closesAt } = await reading.wave('base', 1);
    const asked: number[] = [];
    for (const day of [0, 3, 4, 5, 7, 8, 9]) {
      go(days(day));
      while ((await sending.sendDue()) > 0);
      asked.push((await sampleOf(1)).filter(({ state }) => state === 'invited').length);
    }
    expect(asked).toEqual([10, 20, 30, 40, 50, 60, 60]);
    const after = await reading.wave('base', 1);
    expect(Math.round((after.closesAt.getTime() - closesAt.getTime()) / DAY)).toBe(3);
  });
});
