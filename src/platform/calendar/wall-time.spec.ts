import { atWallTime, minutesOf } from './wall-time.ts';
import { inZone } from './zones.ts';

const dayOf = (iso: string) => inZone(new Date(iso), 'Europe/Paris');

describe('a time of day', () => {
  it.each([
    ['00:00', 0],
    ['09:05', 545],
    ['23:59', 1439],
    ['24:00', 1440],
  ])('%s is %d minutes past midnight', (wallTime, minutes) => {
    expect(minutesOf(wallTime)).toBe(minutes);
  });

  it.each(['9:00', '24:01', '12:60', '25:00', '12h00', ''])('is not %p', (wallTime) => {
    expect(() => minutesOf(wallTime)).toThrow(RangeError);
  });

  it.each([
    ['2026-03-28T12:00:00Z', 600, '2026-03-28T09:00:00.000Z'],
    ['2026-03-29T12:00:00Z', 600, '2026-03-29T08:00:00.000Z'],
    ['2026-03-29T12:00:00Z', 150, '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T12:00:00Z', 1440, '2026-03-29T22:00:00.000Z'],
    ['2026-10-25T12:00:00Z', 1440, '2026-10-25T23:00:00.000Z'],
  ])('on the day of %s, %d minutes past midnight is %s', (day, minutes, instant) => {
    expect(atWallTime(dayOf(day), minutes).toJSDate().toISOString()).toBe(instant);
  });
});
