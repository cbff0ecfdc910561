import { nextStop, widthOfStops } from './stops.ts';

const at = (time: string) => new Date(`2026-05-12T${time}:00Z`);
const HOUR = 3_600_000;

describe('the way of the clock', () => {
  it('stops at every event of a day, and every ten minutes of a quarter', () => {
    expect(widthOfStops(2 * HOUR)).toBe(0);
    expect(widthOfStops(24 * HOUR)).toBe(0);
    expect(widthOfStops(48 * HOUR)).toBe(432_000);
    expect(widthOfStops(90 * 24 * HOUR)).toBe(600_000);
  });

  it.each([
    ['at the next event', at('10:00'), at('10:20'), {}, at('10:20')],
    ['nowhere when nothing falls due', at('10:00'), null, {}, null],
    ['nowhere when it falls due later', at('10:00'), at('12:01'), {}, null],
    ['at an overdue event at once', at('10:00'), at('09:00'), {}, at('10:00')],
    ['a little after an event that is near, on a long way', at('10:00'), at('10:01'), { width: 600_000 }, at('10:10')],
    ['a minute on when the event was not done', at('10:00'), at('10:00'), { stuck: 1 }, at('10:01')],
    ['four minutes on when it was not done three times', at('10:00'), at('10:00'), { stuck: 3 }, at('10:04')],
    ['nowhere when that is past the end', at('10:00'), at('10:00'), { stuck: 8 }, null],
  ])('%s', (_, now, next, more, expected) => {
    expect(nextStop(now, next, at('12:00'), { width: 0, stuck: 0, ...more })).toEqual(expected);
  });
});
