import { BarometerStation, MONDAY } from '../../test/support/barometer.ts';
import { BarometerOpening } from './barometer-opening.service.ts';

let here: BarometerStation;
let opening: BarometerOpening;

const HOUR = 3_600_000;
/** The first moment of Wednesday, on which the first wave is planned. */
const WEDNESDAY = new Date('2027-01-05T23:00:00Z');
const ON_WEDNESDAYS = { opening: 'by-itself', start: '2027-01-06' } as const;

beforeAll(async () => {
  here = await BarometerStation.start();
  opening = here.station.get(BarometerOpening);
}, 60_000);

afterAll(() => here.close());
beforeEach(async () => {
  await here.empty();
  await here.db.query('truncate fact cascade');
});

const told = (name: string) =>
  here.db.query<{ actor: string; data: Record<string, unknown> }>(
    `select actor, data from fact where name = $1 and (name <> 'wave.moved' or data ->> 'to' = 'open') order by id`,
    [name],
  );
const refusal = async () => (await opening.ahead())[0]?.refusal;
const later = (hours: number) => here.go(new Date(WEDNESDAY.getTime() + hours * HOUR));

describe('a wave that opens by itself', () => {
  it('does on its day and not before, once, however many processes look', async () => {
    await here.people(40, 'premium');
    await here.save(ON_WEDNESDAYS);
    expect(await opening.nextDueAt()).toEqual(WEDNESDAY);
    here.go(new Date(WEDNESDAY.getTime() - 1_000));
    expect(await opening.openDue()).toBe(0);
    later(1);
    const opened = await Promise.all(Array.from({ length: 4 }, () => opening.openDue()));
    expect(opened.sort()).toEqual([0, 0, 0, 1]);
    expect(await here.stateOf()).toBe('open');
    expect((await here.members()).filter(({ role }) => role === 'sample')).toHaveLength(20);
    expect(await told('wave.moved')).toEqual([
      { actor: 'system', data: { programme: 'base', wave: 1, from: 'planned', to: 'open', reason: null } },
    ]);
    expect(await told('barometer.refused')).toEqual([]);
    expect(await opening.nextDueAt()).toEqual(new Date('2027-04-05T22:00:00Z'));
  });

  it('is opened once when somebody opens it at that moment', async () => {
    await here.people(40, 'premium');
    await here.save(ON_WEDNESDAYS);
    later(1);
    const [byItself] = await Promise.all([
      opening.openDue(),
      here.waves.open('base', 1).catch(() => undefined),
      opening.openDue(),
    ]);
    expect(byItself).toBeLessThanOrEqual(1);
    expect(await told('wave.moved')).toHaveLength(1);
    expect(await refusal()).toBeNull();
  });

  it('stays paused when somebody pauses it', async () => {
    await here.people(40, 'premium');
    await here.save(ON_WEDNESDAYS);
    later(1);
    await opening.openDue();
    await here.waves.pause('base', 1);
    later(3);
    expect([await opening.openDue(), await here.stateOf()]).toEqual([0, 'paused']);
  });

  it('is left to a hand where nobody asked for more, and where the barometer is archived', async () => {
    await here.people(40, 'premium');
    await here.save({ start: '2027-01-06' });
    await here.save(ON_WEDNESDAYS, 'old');
    await here.programmes.archive('old');
    later(1);
    expect([await opening.openDue(), await opening.nextDueAt(), await told('wave.moved')]).toEqual([0, null, []]);
    expect(await opening.ahead()).toMatchObject([{ programme: { key: 'base' }, number: 1, nearness: 'due' }]);
  });

  it('is left to a hand once its day is a week past', async () => {
    await here.people(40, 'premium');
    await here.save(ON_WEDNESDAYS);
    later(7 * 24);
    expect([await opening.openDue(), await opening.nextDueAt(), await told('wave.moved')]).toEqual([0, null, []]);
    expect(await opening.ahead()).toMatchObject([{ nearness: 'passed', refusal: null }]);
  });
});

describe('a wave that cannot open by itself', () => {
  it('says why, once, and is tried every hour until it can', async () => {
    await here.save(ON_WEDNESDAYS);
    later(1);
    expect(await Promise.all([opening.openDue(), opening.openDue()])).toEqual([0, 0]);
    expect(await refusal()).toMatchObject({ wave: 1, reason: 'nobody-to-ask', about: null });
    expect((await opening.nextDueAt())?.getTime()).toBeCloseTo(WEDNESDAY.getTime() + 2 * HOUR, -4);
    await here.people(40, 'premium');
    later(1.9);
    expect(await opening.openDue()).toBe(0);
    await here.db.query('truncate customer cascade');
    later(2.1);
    expect(await opening.openDue()).toBe(0);
    expect(await told('barometer.refused')).toEqual([{ actor: 'system', data: { wave: 1, reason: 'nobody-to-ask' } }]);
    await here.people(40, 'premium');
    later(3.2);
    expect([await opening.openDue(), await refusal(), await here.stateOf()]).toEqual([1, null, 'open']);
  });

  it('is tried at once when the settings are changed', async () => {
    await here.people(40, 'premium');
    await here.save({ ...ON_WEDNESDAYS, target: { perWave: 100 } });
    later(1);
    await opening.openDue();
    expect(await refusal()).toMatchObject({ reason: 'target-above-base', params: { wanted: 100, population: 40 } });
    later(1.1);
    await here.save(ON_WEDNESDAYS);
    expect(await refusal()).toBeNull();
    expect([await opening.openDue(), await here.stateOf()]).toEqual([1, 'open']);
  });

  it('waits for the wave before it, which nobody there could confirm', async () => {
    await here.people(400, 'premium');
    await here.save({ opening: 'by-itself', wavesPerCycle: 12, start: '2027-01-04' });
    here.go(MONDAY);
    expect(await opening.openDue()).toBe(1);
    await here.waves.pause('base', 1);
    await here.db.query(`update barometer_wave set closes_at = '2027-02-20T12:00:00Z'`);
    here.go(new Date('2027-02-04T09:00:00Z'));
    expect(await opening.openDue()).toBe(0);
    expect(await refusal()).toMatchObject({ wave: 2, reason: 'wave-still-open', params: { number: 1 } });
    await here.waves.close('base', 1);
    here.go(new Date('2027-02-04T11:00:00Z'));
    expect([await opening.openDue(), await here.stateOf(2)]).toEqual([1, 'open']);
  });
});
