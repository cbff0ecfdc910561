import { BarometerStation, MONDAY } from '../../test/support/barometer.ts';

let here: BarometerStation;

beforeAll(async () => {
  here = await BarometerStation.start();
}, 60_000);

afterAll(() => here.close());
beforeEach(() => here.empty());

const refused = (status: number, kind: string) => expect.objectContaining({ status, kind }) as Error;
const inState = async (state: string, n = 1) => (await here.members(n)).filter((one) => one.state === state);

describe('what goes wrong with people in the middle of a wave', () => {
  it('two records become one person: only one of them is asked, whatever the policy allows', async () => {
    await here.people(40, 'premium');
    await here.save({ spreadDays: 2 });
    await here.db.query(`insert into pressure_policy values (1, '[]', now())`);
    await here.waves.open('base', 1);
    await here.send();
    const [asked] = await inState('invited');
    const [waiting, other] = await inState('waiting');
    const email = `${asked?.customer}@example.com`;
    await here.customers.upsert({ externalId: waiting?.customer ?? '', email });
    await here.customers.upsert({ externalId: other?.customer ?? '', email: 'both@example.com' });
    const [third] = (await inState('waiting')).slice(2);
    await here.customers.upsert({ externalId: third?.customer ?? '', email: 'both@example.com' });
    here.go(here.day(1));
    await here.send();
    expect(await here.member(waiting?.customer ?? '')).toMatchObject({ state: 'replaced', reason: 'same-person' });
    const pair = [await here.member(other?.customer ?? ''), await here.member(third?.customer ?? '')];
    expect(pair.map((one) => one?.state).sort()).toEqual(['invited', 'replaced']);
    expect(pair.find((one) => one?.state === 'replaced')?.reason).toBe('same-person');
    expect(await inState('invited')).toHaveLength(20);
  });

  it('more people than a household hold one mailbox: they are not taken for one person, before or after they are asked', async () => {
    await here.people(60, 'premium', { email: 'info@company.example' });
    await here.save({ spreadDays: 2, target: { perWave: 20 } });
    await here.db.query(`insert into pressure_policy values (1, '[]', now())`);
    await here.waves.open('base', 1);
    await here.send();
    here.go(here.day(1));
    await here.send();
    expect([await inState('invited'), await inState('replaced')]).toMatchObject([{ length: 20 }, []]);
  });

  it('somebody asks to be forgotten: they are asked no more, and one of their stratum is', async () => {
    await here.people(40, 'premium');
    await here.save({ spreadDays: 2 });
    await here.waves.open('base', 1);
    await here.send();
    await here.hear();
    const [sent] = await inState('invited');
    const [waiting] = await inState('waiting');
    for (const one of [sent, waiting]) await here.customers.erase(one?.customer ?? '');
    await here.hear();
    const replaced = await inState('replaced');
    expect(replaced.map(({ id }) => id).sort()).toEqual([sent?.id, waiting?.id].sort());
    expect(replaced.map(({ reason }) => reason)).toEqual(['erased', 'erased']);
    here.go(here.day(1));
    await here.send();
    expect(await inState('invited')).toHaveLength(20);
    const open = await here.db.query(
      `select id from invitation where customer_id = any($1) and status in ('planned', 'sending', 'sent')`,
      [replaced.map(({ id }) => id)],
    );
    expect(open).toEqual([]);
  });

  it('messages of a whole day come back: the wave stops by itself, with its reason', async () => {
    await here.people(100, 'premium');
    await here.save({ target: { perWave: 40 }, spreadDays: 1 });
    await here.waves.open('base', 1);
    await here.send();
    const sent = await here.deliver();
    for (const id of sent.slice(0, 5))
      await here.invitations.fail(id, { cause: '5.1.1', permanent: true, bounced: true });
    await here.hear();
    expect(await here.reading.wave('base', 1)).toMatchObject({ state: 'paused', reason: 'bounces' });
  });

  it('a draw of the next wave and a replacement want the same person: one has them, neither fails', async () => {
    await here.people(40, 'premium');
    await here.save({ wavesPerCycle: 2 });
    await here.waves.open('base', 1);
    const [first] = await here.members();
    let drawn = () => {};
    const isDrawn = new Promise<void>((done) => (drawn = done));
    let end = () => {};
    const mayEnd = new Promise<void>((done) => (end = done));
    const opening = here.db.transaction(async () => {
      await here.waves.open('base', 2);
      drawn();
      await mayEnd;
    });
    await isDrawn;
    await here.customers.erase(first?.customer ?? '');
    const hearing = here.hear();
    await new Promise((soon) => setTimeout(soon, 300));
    end();
    await Promise.all([opening, hearing]);
    expect((await here.member(first?.customer ?? '')) ?? (await inState('replaced'))[0]).toMatchObject({
      ...{ state: 'replaced', replacedBy: null },
    });
    const twice = await here.db.query(
      `select customer_id from wave_member where role = 'sample' or replaces is not null group by 1 having count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });
});

describe('what goes wrong with time', () => {
  it('the clock is moved past the end of the wave: nobody else is asked, and it closes', async () => {
    await here.people(40, 'premium');
    await here.save();
    await here.waves.open('base', 1);
    const { closesAt } = await here.reading.wave('base', 1);
    here.go(new Date(closesAt.getTime() + 60_000));
    await here.send();
    expect(await inState('invited')).toEqual([]);
    expect(await here.waves.closeOverdue()).toBe(1);
    expect(await inState('unasked')).toHaveLength(20);
  });

  it('the wave is closed on its first day: whoever was not asked is free for the waves that come', async () => {
    await here.people(40, 'premium');
    await here.save({ spreadDays: 2, target: { perWave: 20 }, wavesPerCycle: 2 });
    await here.waves.open('base', 1);
    await here.send();
    await here.deliver();
    const asked = (await inState('invited')).map(({ id }) => id);
    expect(asked).toHaveLength(10);
    await here.waves.close('base', 1);
    expect(await inState('unasked')).toHaveLength(20 - asked.length);
    expect((await here.planning.plan('base')).excluded).toEqual({ 'already-asked': asked.length });
    // All who are left are wanted, so that those who were not asked are drawn a second time.
    await here.save({ spreadDays: 2, target: { perWave: 40 - asked.length }, wavesPerCycle: 2 });
    await here.waves.open('base', 2, { confirmed: true });
    const second = (await here.members(2)).filter(({ role }) => role === 'sample').map(({ id }) => id);
    expect(second).toHaveLength(40 - asked.length);
    expect(second.filter((one) => asked.includes(one))).toEqual([]);
  });

  it('the clock is moved back: whoever was asked is not asked again', async () => {
    await here.people(40, 'premium');
    await here.save({ spreadDays: 2 });
    await here.waves.open('base', 1);
    await here.send();
    const before = await inState('invited');
    here.go(new Date(MONDAY.getTime() - 3 * 86_400_000));
    await here.send();
    expect(await inState('invited')).toEqual(before);
  });

  it('the clocks change in the middle: batches begin at ten on the wall, and the wave ends at midnight', async () => {
    await here.people(80, 'premium');
    here.go(new Date('2027-03-26T09:00:00Z'));
    await here.save({ spreadDays: 5, target: { perWave: 40 } });
    await here.waves.open('base', 1);
    const times = [...new Set((await here.members()).map((one) => one.plannedFor?.toISOString().slice(0, 13)))];
    expect(times).toEqual(['2027-03-26T09', '2027-03-27T09', '2027-03-30T08']);
    const { lastBatchAt, closesAt } = await here.reading.wave('base', 1);
    expect([lastBatchAt, closesAt].map((at) => at.toISOString().slice(0, 16))).toEqual([
      '2027-03-30T21:59',
      '2027-04-13T21:59',
    ]);
  });
});

describe('what goes wrong with the programme', () => {
  it('the population changes in mid-cycle: fixed while a wave is under way, then it holds from the next draw on', async () => {
    await here.people(60, 'premium');
    await here.people(40, 'standard');
    await here.save();
    await here.waves.open('base', 1);
    const narrowed = { population: { segments: ['premium'] } };
    await expect(here.save(narrowed)).rejects.toThrow(refused(409, 'wave-under-way'));
    await here.waves.pause('base', 1);
    await expect(here.save(narrowed)).rejects.toThrow(refused(409, 'wave-under-way'));
    await here.waves.close('base', 1);
    await here.save(narrowed);
    const plan = await here.planning.plan('base');
    expect(plan.obstacles).toContainEqual(
      expect.objectContaining({ code: 'population-changed', params: { number: 1 } }),
    );
    expect(plan.waves.at(-1)?.strata.map(({ key }) => key)).toEqual(['premium']);
    await here.waves.open('base', 2);
    const strata = (await here.members(2)).map(({ stratum }) => stratum);
    expect(strata).toEqual(Array.from({ length: 20 }, () => 'premium'));
    const first = new Set((await here.members(1)).map(({ customer }) => customer));
    expect((await here.members(2)).filter(({ customer }) => first.has(customer))).toEqual([]);
  });

  it.each([
    ['channels', { channels: ['sms', 'email'] as const }],
    ['window', { window: { days: [1], from: '11:00', to: '12:00' } }],
    ['reminders', { reminders: [{ after: 'P5D' }] }],
  ])('its %s change while a wave is open: refused, but in a pause', async (field, more) => {
    await here.people(40, 'premium');
    await here.save();
    await here.waves.open('base', 1);
    const change = () => here.save(more as Parameters<typeof here.save>[0]);
    await expect(change()).rejects.toMatchObject({
      status: 409,
      more: { errors: [{ path: field, code: 'under-way' }] },
    });
    await here.waves.pause('base', 1);
    await expect(change()).resolves.toBeDefined();
    await expect(here.save({ ...(more as object), name: 'Autre nom' })).resolves.toBeDefined();
  });

  it('a stratum of which nobody can be reached is not passed over in silence', async () => {
    await here.people(40, 'premium');
    await here.people(3, 'silent', { email: null });
    await here.people(2, 'elsewhere', { email: null });
    await here.save({ population: { segments: ['premium', 'silent'] } });
    const { obstacles, waves } = await here.planning.plan('base');
    const empty = obstacles.filter(({ code }) => code === 'empty-strata');
    expect(empty).toEqual([{ code: 'empty-strata', about: 'silent', params: { population: 3 }, blocks: false }]);
    expect(waves[0]?.strata.map(({ key }) => key)).toEqual(['premium']);
  });

  it.each([
    ['target-above-base', { target: { perWave: 50 } }],
    ['floors-above-target', { target: { perWave: 8 }, floor: 5 }],
  ])('%s: what the planner says is impossible is not opened', async (kind, more) => {
    await here.people(20, 'premium');
    await here.people(20, 'standard');
    await here.save(more);
    const { obstacles } = await here.planning.plan('base');
    expect(obstacles).toContainEqual(expect.objectContaining({ code: kind, blocks: true }));
    await expect(here.waves.open('base', 1)).rejects.toMatchObject({
      ...{
        status: 409,
        kind,
        more: { obstacles: expect.arrayContaining([expect.objectContaining({ code: kind })]) as unknown },
      },
    });
    expect(await here.stateOf()).toBe('planned');
    expect(await here.db.query('select from wave_member')).toEqual([]);
  });
});

describe('the order of waves', () => {
  beforeEach(async () => {
    await here.people(100, 'premium');
    await here.save();
  });

  it('waves of a cycle are opened one after another', async () => {
    await expect(here.waves.open('base', 4)).rejects.toThrow(refused(409, 'earlier-not-drawn'));
    await expect(here.waves.open('base', 2)).rejects.toThrow(refused(409, 'earlier-not-drawn'));
    await here.waves.open('base', 1);
    await here.waves.open('base', 2);
    await expect(here.waves.open('base', 4)).rejects.toThrow(refused(409, 'earlier-not-drawn'));
  });

  it('the next cycle begins when this one is over, and then takes over', async () => {
    for (const n of [1, 2]) await here.waves.open('base', n);
    await expect(here.waves.open('base', 5)).rejects.toThrow(refused(409, 'cycle-not-over'));
    here.go(new Date('2027-12-31T22:59:00Z'));
    await expect(here.waves.open('base', 5)).rejects.toThrow(refused(409, 'cycle-not-over'));
    here.go(new Date('2027-12-31T23:00:00Z'));
    expect((await here.planning.plan('base')).waves[0]?.number).toBe(5);
    await here.waves.open('base', 5);
    await expect(here.waves.open('base', 3)).rejects.toThrow(refused(409, 'cycle-over'));
  });

  it('somebody who did not say so is asked before another open wave is joined, or a date run ahead of', async () => {
    const unsure = (n: number) => here.waves.open('base', n, { confirmed: false });
    await unsure(1);
    const told = ['wave-still-open', 'early'].map((code) => expect.objectContaining({ code }) as unknown);
    await expect(unsure(2)).rejects.toMatchObject({ kind: 'not-confirmed', more: { obstacles: told } });
    here.go(new Date('2027-03-26T09:00:00Z'));
    await here.waves.close('base', 1);
    await unsure(2);
  });

  it('two people open two waves at once: both are drawn, and nobody twice', async () => {
    await here.waves.open('base', 1);
    const tries = await Promise.allSettled([2, 3, 2].map((n) => here.waves.open('base', n)));
    const done = tries.filter(({ status }) => status === 'fulfilled');
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409 });
    const twice = await here.db.query(
      `select customer_id from wave_member where role = 'sample' group by 1 having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    expect(await here.members(2)).toHaveLength(20);
  });
});
