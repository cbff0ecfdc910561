import { batchesOf, cycleStart, datesFrom, datesOf, placeOf } from './schedule.ts';

const WINDOW = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' };
const QUIET = { from: '08:00', to: '21:30' };
const yearly = { start: '2027-01-01', wavesPerCycle: 4, spreadDays: 14 };

describe('the waves of a year', () => {
  it.each([
    [1, '2026-12-31T23:00:00.000Z'],
    [2, '2027-03-31T22:00:00.000Z'],
    [4, '2027-09-30T22:00:00.000Z'],
    [5, '2027-12-31T23:00:00.000Z'],
  ])('wave %d opens at %s, midnight in Paris', (wave, opensAt) => {
    expect(datesOf(yearly, wave).opensAt.toISOString()).toBe(opensAt);
  });

  it('cuts a year that months do not divide into equal parts', () => {
    const opens = [1, 2, 3, 4, 5].map((wave) => datesOf({ ...yearly, wavesPerCycle: 5 }, wave).opensAt.getTime());
    expect(opens.slice(1).map((at, n) => Math.round((at - (opens[n] ?? 0)) / 86_400_000))).toEqual([73, 73, 73, 73]);
  });

  it('belongs to a cycle and has a turn in it', () => {
    expect(placeOf(4, 4)).toEqual({ cycle: 1, turn: 3 });
    expect(placeOf(5, 4)).toEqual({ cycle: 2, turn: 0 });
    expect(cycleStart('2028-02-29', 2)).toBe('2029-02-28');
  });
});

describe('the batches of a wave', () => {
  it('has one each open day: no Sunday, no public holiday', () => {
    const dates = datesFrom(new Date('2026-05-20T07:00:00Z'), 7);
    const days = batchesOf(dates, WINDOW, QUIET).map((at) => at.toISOString().slice(0, 13));
    expect(days).toEqual(['2026-05-20T08', '2026-05-21T08', '2026-05-22T08', '2026-05-23T08', '2026-05-26T08']);
  });

  it('begins at once when it is opened within hours, and the next day after them', () => {
    const first = (at: string) => batchesOf(datesFrom(new Date(at), 3), WINDOW, QUIET)[0]?.toISOString();
    expect(first('2026-05-20T17:59:00Z')).toBe('2026-05-20T17:59:00.000Z');
    expect(first('2026-05-20T18:00:00Z')).toBe('2026-05-21T08:00:00.000Z');
  });

  it('has one even when none of its days is open', () => {
    const sunday = datesFrom(new Date('2026-05-31T09:00:00Z'), 1);
    expect(batchesOf(sunday, WINDOW, QUIET).map((at) => at.toISOString())).toEqual(['2026-06-01T08:00:00.000Z']);
  });

  it('waits for answers two weeks after the last', () => {
    const { lastBatchAt, closesAt } = datesFrom(new Date('2026-05-20T07:00:00Z'), 7);
    expect(lastBatchAt.toISOString()).toBe('2026-05-26T21:59:59.000Z');
    expect(closesAt.toISOString()).toBe('2026-06-09T21:59:59.000Z');
  });
});
