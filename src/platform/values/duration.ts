import { Duration } from 'luxon';

export type DurationProblem = 'malformed' | 'negative' | 'months-and-years';

/**
 * An ISO 8601 duration in milliseconds: `PT30M`, `P3D` (days of 24 hours), `P1W`.
 * Months and years are refused: they have no length of their own. So is a duration below zero.
 */
export function parseDuration(text: string): { ms: number } | { problem: DurationProblem } {
  const known = read.get(text);
  if (known) return known;
  const parsed = readDuration(text);
  if (read.size >= REMEMBERED) read.clear();
  read.set(text, parsed);
  return parsed;
}

/** The same few are read for every decision. */
const read = new Map<string, ReturnType<typeof readDuration>>();
const REMEMBERED = 1_000;

function readDuration(text: string): { ms: number } | { problem: DurationProblem } {
  const duration = Duration.fromISO(text);
  if (!duration.isValid || !/\d/.test(text)) return { problem: 'malformed' };
  const units = duration.toObject();
  if (units.months !== undefined || units.years !== undefined) return { problem: 'months-and-years' };
  if (Object.values(units).some((value) => Object.is(value, -0) || value < 0)) return { problem: 'negative' };
  return { ms: Math.round(duration.toMillis()) };
}

/** Milliseconds as the shortest ISO 8601 duration in days, hours, minutes and seconds: `P1DT2H`; nothing is `PT0S`. */
export function formatDuration(ms: number): string {
  if (!(ms >= 0 && ms < Infinity)) throw new RangeError(`${ms} is not a length of time`);
  return Duration.fromMillis(ms).shiftTo('days', 'hours', 'minutes', 'seconds').toISO() ?? 'PT0S';
}
