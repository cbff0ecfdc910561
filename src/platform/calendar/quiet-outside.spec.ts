import { leavesRoom, windowWithin, type QuietOutside } from './quiet-outside.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const WORKING = [1, 2, 3, 4, 5];
const quiet = (changes: Partial<QuietOutside> = {}): QuietOutside => ({
  ...{ days: WEEK, from: '08:00', to: '21:30', holidays: false },
  ...changes,
});
const window = (days: number[], from = '10:00', to = '20:00') => ({ days, from, to });

describe('a window within the hours of the organisation', () => {
  it.each([
    ['that are wider', window(WORKING), quiet(), window(WORKING)],
    ['without Sundays', window([6, 7]), quiet({ days: [1, 2, 3, 4, 5, 6] }), window([6])],
    ['on its only day closed', window([7]), quiet({ days: WORKING }), window(WORKING)],
    ['that end before it starts', window([6], '19:00', '21:00'), quiet({ to: '18:00' }), window([6], '08:00', '18:00')],
    [
      'of other days and hours',
      window([7], '20:00', '21:00'),
      quiet({ days: [1], to: '20:00' }),
      window([1], '08:00', '20:00'),
    ],
  ])('%s', (_, own, organisation, within) => {
    expect(windowWithin(own, organisation).window).toEqual(within);
  });

  it('is bounded by them, and closed on holidays unless they are days like others', () => {
    expect(windowWithin(window(WEEK), quiet({ to: '19:00' }))).toMatchObject({
      hardCeiling: { from: '08:00', to: '19:00' },
      closedOnHolidays: true,
    });
    expect(windowWithin(window(WEEK), quiet({ holidays: true }))).toMatchObject({ closedOnHolidays: false });
  });

  it.each([
    ['a day and an hour', window([6, 7]), quiet(), true],
    ['one day of two', window([6, 7]), quiet({ days: [6] }), true],
    ['no day', window([7]), quiet({ days: WORKING }), false],
    ['a minute', window(WEEK, '19:59', '20:30'), quiet({ to: '20:00' }), true],
    ['no hour', window(WEEK, '20:00', '20:30'), quiet({ to: '20:00' }), false],
  ])('is left %s', (_, own, organisation, room) => {
    expect(leavesRoom(own, organisation)).toBe(room);
  });
});
