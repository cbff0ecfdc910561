import { reserve } from '../../test/support/asking.ts';
import { BarometerStation } from '../../test/support/barometer.ts';
import { Words } from '#platform/i18n';
import { BarometerTrying } from './barometer-trying.service.ts';
import { planView } from './planner.views.ts';

let here: BarometerStation;
const DAY = 86_400_000;

beforeAll(async () => {
  here = await BarometerStation.start();
}, 60_000);
afterAll(() => here.close());
beforeEach(() => here.empty());

/** Somebody is asked something else, so many days before Monday. */
async function asked(externalId: string, daysBefore: number): Promise<void> {
  const customer = await here.customers.byExternalId(externalId);
  if (!customer) throw new Error('unknown');
  here.go(new Date(here.day(0).getTime() - daysBefore * DAY));
  await reserve(here.station, {
    ...{ invitation: crypto.randomUUID(), customer: customer.id, ownKeys: customer.ownKeys, zone: 'Europe/Paris' },
    ...{ personKeys: customer.personKeys, touchpoint: 'call', temperature: 'hot', channel: 'email', priority: 1 },
  });
  here.go(here.day(0));
}

const calendarOf = async () =>
  (await here.reading.wave('base', 1)).progress.calendar.map(({ day, sample, putOff }) => [day, sample, putOff]);
const listed = async (filter: Parameters<typeof here.reading.list>[2]) =>
  (await here.reading.list('base', 1, { limit: 500, ...filter })).items;

describe('who is in a wave', () => {
  beforeEach(async () => {
    await here.people(40, 'premium');
    await here.people(40, 'standard');
    await here.save({ spreadDays: 12 });
    await here.waves.open('base', 1);
  });

  it('says from which day to which they were moved, and who came for whom, and why', async () => {
    const [first, second] = await here.members();
    await asked(first?.customer ?? '', 27);
    await asked(second?.customer ?? '', 2);
    await here.send();
    const moved = await here.member(first?.customer ?? '');
    expect(moved?.moves).toEqual([
      {
        ...{ at: expect.any(Date), reason: 'quarantine' },
        ...{ from: expect.any(Date), to: new Date('2027-01-07T09:00:00Z') },
      },
    ]);
    expect(moved?.moves[0]?.from.toISOString()).toMatch(/^2027-01-04T09:00/);
    const left = await listed({ state: 'replaced' });
    expect(left).toMatchObject([{ customer: second?.customer, reason: 'quarantine', moves: [] }]);
    expect(await here.member(left[0]?.replacedBy ?? '')).toMatchObject({
      ...{ replaces: second?.customer, replacesBecause: 'quarantine' },
    });
  });

  it('shows on a day who was asked, who waits, and who was put off from it', async () => {
    const [first] = await here.members();
    await asked(first?.customer ?? '', 27);
    const before = await calendarOf();
    here.go(here.day(0));
    await here.send();
    const [monday] = await calendarOf();
    expect(monday).toEqual(['2027-01-04', Number(before[0]?.[1]) - 1, 1]);
    const onMonday = await listed({ day: '2027-01-04' });
    expect(onMonday).toHaveLength(Number(before[0]?.[1]));
    expect(onMonday.map(({ customer }) => customer)).toContain(first?.customer);
    expect((await listed({ day: '2027-01-07' })).map(({ customer }) => customer)).toContain(first?.customer);
    expect(await listed({ day: '2027-01-04', state: 'moved' })).toHaveLength(1);
    const premium = await listed({ stratum: 'premium' });
    expect([premium.length, new Set(premium.map(({ stratum }) => stratum))]).toEqual([10, new Set(['premium'])]);
  });

  it('says when nothing went out on their day', async () => {
    const [first] = await here.members();
    here.go(here.day(2));
    await here.send();
    expect(await here.member(first?.customer ?? '')).toMatchObject({ moves: [{ reason: 'respaced' }] });
    expect((await calendarOf()).slice(0, 2)).toEqual([
      ['2027-01-04', 0, expect.any(Number)],
      ['2027-01-05', 0, expect.any(Number)],
    ]);
  });

  it('is read page after page, whatever is looked for', async () => {
    const page = await here.reading.list('base', 1, { stratum: 'standard', limit: 4 });
    const next = await here.reading.list('base', 1, { stratum: 'standard', limit: 50, cursor: page.nextCursor ?? '' });
    const customers = [...page.items, ...next.items].map(({ customer }) => customer);
    expect([new Set(customers).size, next.nextCursor]).toEqual([10, null]);
  });
});

describe('other settings', () => {
  const trying = () => here.station.get(BarometerTrying);
  const input = {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email' as const], start: '2027-01-01' },
    ...{ strata: ['segment' as const], spreadDays: 6 },
  };

  beforeEach(async () => {
    await here.people(40, 'premium');
    await here.people(60, 'standard');
    await here.save();
  });

  it('are planned without being kept', async () => {
    const told = () => here.db.query(`select from fact where name = 'barometer.changed'`);
    const before = await told();
    const wanted = { ...input, target: { perWave: 8 }, wavesPerCycle: 2, population: { segments: ['premium'] } };
    const { plan, programme } = await trying().plan('base', wanted);
    expect(plan).toMatchObject({
      eligible: 40,
      excluded: { 'other-segment': 60 },
      waves: [{ sample: 8 }, { sample: 8 }],
    });
    expect(programme.wavesPerCycle).toBe(2);
    expect(await here.programmes.known('base')).toMatchObject({
      wavesPerCycle: 4,
      target: { perWave: 20 },
      population: {},
    });
    expect(await told()).toHaveLength(before.length);
    expect((await here.planning.plan('base')).waves).toMatchObject(Array.from({ length: 4 }, () => ({ sample: 20 })));
  });

  it('of a barometer that is not there yet are planned as well', async () => {
    const { plan } = await trying().plan('new', { ...input, target: { perWave: 10 } });
    expect(plan.waves[0]).toMatchObject({ number: 1, sample: 10, strata: [{ sample: 4 }, { sample: 6 }] });
    expect(await here.programmes.byKey('new')).toBeNull();
  });

  it('are refused as saving them would be', async () => {
    await expect(trying().plan('base', { ...input, target: { perWave: 8 }, spreadDays: 200 })).rejects.toMatchObject({
      status: 422,
    });
    await here.waves.open('base', 1);
    await expect(trying().plan('base', { ...input, target: { perWave: 8 }, strata: [] })).rejects.toMatchObject({
      status: 409,
    });
  });

  it('are remarked on once where many strata are alike, with what each wave would say of each', async () => {
    for (const segment of ['pro', 'new']) await here.people(10, segment);
    const tried = await trying().plan('base', { ...input, target: { perWave: 30 }, minimumGroup: 900 });
    const view = planView(here.station.get(Words), 'fr', tried);
    const alike = view.obstacles.filter(({ text }) => text.includes('900'));
    expect(alike).toMatchObject([{ text: expect.stringContaining('(new, premium, pro, standard)') }]);
    expect(view.margins?.rows.map(({ label, cells }) => [label, cells.length])).toEqual(
      ['new', 'premium', 'pro', 'standard'].map((label) => [label, 4]),
    );
  });

  it('may be chosen among the segments and sites there are', async () => {
    expect(await trying().choices()).toMatchObject({ segments: ['premium', 'standard'] });
  });
});
