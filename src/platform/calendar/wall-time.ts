import type { DateTime } from 'luxon';

/** Hours of a day by the clock on the wall, `09:00` to `20:00`: the end is outside. `24:00` ends the day. */
export interface Span {
  from: string;
  to: string;
}

/** Minutes since midnight of a wall time `HH:MM`, `24:00` included. Throws a RangeError on anything else. */
export function minutesOf(wallTime: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(wallTime);
  if (!match) throw new RangeError(`${wallTime} is not a time of day`);
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

/** The instant when the clocks of the day show that many minutes past midnight; an hour that is skipped counts as the next. */
export function atWallTime(day: DateTime<true>, minutes: number): DateTime<true> {
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0, millisecond: 0 });
}
