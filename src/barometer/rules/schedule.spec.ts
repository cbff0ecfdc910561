import { batchesOf, cycleStart, datesFrom, datesOf, daysBetween, daysLater, placeOf, respaced } from './schedule.ts';

const WINDOW = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' };
const QUIET = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30', holidays: false };
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

describe('batches that were missed', () => {
  const at = (day: string, time = '08:00') => new Date(`2026-05-${day}T${time}:00Z`);
  const after = (planned: readonly Date[], now: Date) => {
    const moved = new Map(
      respaced(
        planned.map((time) => ({ at: time, people: 10 })),
        now,
        WINDOW,
        QUIET,
      ).map(({ from, to }) => [from.getTime(), to]),
    );
    return planned.map((from) => (moved.get(from.getTime()) ?? from).toISOString().slice(8, 16));
  };

  it.each([
    ['none missed', ['20', '21'], at('20', '09:00'), ['20T08:00', '21T08:00']],
    [
      'two missed: one today, one tomorrow, the rest makes room',
      ['18', '19', '20'],
      at('20'),
      ['20T08:00', '21T08:00', '22T08:00'],
    ],
    ['a gap takes up what was late', ['19', '20', '23'], at('20'), ['20T08:00', '21T08:00', '23T08:00']],
    ['no Sunday, no holiday (24 and 25 May)', ['20', '21', '22'], at('22'), ['22T08:00', '23T08:00', '26T08:00']],
    ['after hours, from the next day', ['18', '19'], at('20', '19:00'), ['21T08:00', '22T08:00']],
  ])('%s', (_, planned, now, expected) => {
    expect(
      after(
        planned.map((day) => at(day)),
        now,
      ),
    ).toEqual(expected);
  });

  it('go together when they were of one day', () => {
    expect(after([at('18'), at('18', '09:30'), at('19')], at('20'))).toEqual(['20T08:00', '20T08:00', '21T08:00']);
  });

  it('make no day of a few stragglers', () => {
    const planned = [
      { at: at('19'), people: 2 },
      { at: at('20'), people: 10 },
      { at: at('21'), people: 10 },
    ];
    const moved = respaced(planned, at('20', '09:00'), WINDOW, QUIET);
    expect(moved).toEqual([{ from: at('19'), to: at('20', '09:00') }]);
    const many = respaced([{ at: at('19'), people: 3 }, ...planned.slice(1)], at('20', '09:00'), WINDOW, QUIET);
    expect(many.map(({ to }) => to.toISOString().slice(8, 13))).toEqual(['20T09', '21T08', '22T08']);
  });

  it('end at midnight still when the clocks have changed meanwhile', () => {
    const before = new Date('2026-03-27T22:59:59Z');
    expect(daysLater(before, 3).toISOString()).toBe('2026-03-30T21:59:59.000Z');
    expect(daysBetween(before, new Date('2026-03-29T22:30:00Z'))).toBe(3);
    expect(daysBetween(new Date('2026-10-24T21:59:59Z'), new Date('2026-10-25T22:30:00Z'))).toBe(1);
  });
});
