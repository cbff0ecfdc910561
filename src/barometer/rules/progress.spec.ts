import { heldChanges, lockedChanges, programmeOf } from './programme-input.ts';
import { progressOf } from './progress.ts';

describe('the progress of a wave', () => {
  const tally = (
    stratum: string,
    day: string | null,
    state: string,
    n: number,
    role: 'sample' | 'reserve' = 'sample',
  ) => ({
    ...{ stratum, day, state, role, n },
  });
  const progress = progressOf(
    [
      { key: 'a', population: 100, sample: 10 },
      { key: 'b', population: 50, sample: 5 },
    ],
    [
      tally('a', '2027-01-04', 'invited', 4),
      tally('a', '2027-01-04', 'answered', 2),
      tally('a', '2027-01-05', 'waiting', 3),
      tally('b', '2027-01-05', 'replaced', 1),
      tally('b', '2027-01-06', 'moved', 5),
      tally('b', null, 'waiting', 2, 'reserve'),
    ],
  );

  it('counts what was drawn, and everybody who was ever in it by their state', () => {
    expect(progress).toMatchObject({
      ...{ sample: 15, invited: 4, answered: 2, waiting: 3, replaced: 1, moved: 5, unasked: 0, reserve: 2 },
    });
  });

  it('counts each stratum, and its reserve apart', () => {
    expect(progress.strata.map(({ key, sample, waiting, reserve }) => [key, sample, waiting, reserve])).toEqual([
      ['a', 10, 3, 0],
      ['b', 5, 0, 2],
    ]);
  });

  it('has a row a day on which somebody was or will be asked', () => {
    expect(progress.calendar.map(({ day, sample }) => [day, sample])).toEqual([
      ['2027-01-04', 6],
      ['2027-01-05', 4],
      ['2027-01-06', 5],
    ]);
  });
});

describe('what may no longer change', () => {
  const before = programmeOf('base', {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], target: { perWave: 10 } },
    ...{ start: '2027-01-01', population: { segments: ['a'], sites: ['s'] } },
  });

  it.each([
    ['seed', { seed: 'other' }],
    ['start', { start: '2027-02-01' }],
    ['wavesPerCycle', { wavesPerCycle: 2 }],
    ['strata', { strata: ['site' as const] }],
  ])('%s, once a wave was drawn', (field, change) => {
    expect(lockedChanges(before, { ...before, ...change })).toEqual([field]);
  });

  it('is not the rest', () => {
    expect(lockedChanges(before, { ...before, name: 'x', target: { perWave: 5 }, population: {}, floor: 3 })).toEqual(
      [],
    );
  });

  it.each([
    ['planned and closed', ['planned', 'closed'] as const, []],
    ['paused', ['paused'] as const, ['population']],
    ['open', ['open'] as const, ['population', 'channels', 'window', 'reminders']],
  ])('is this while a wave is %s', (_, states, fields) => {
    const window = { days: [1], from: '10:00', to: '11:00' };
    const after = { ...before, population: {}, channels: ['sms' as const], window, reminders: [{ after: 'P3D' }] };
    expect(heldChanges(before, after, states)).toEqual(fields);
  });

  it('is not the order in which fields were kept', () => {
    const same = { ...before, population: { sites: ['s'], segments: ['a'] } };
    expect(heldChanges(before, same, ['open'])).toEqual([]);
  });
});
