import { DateTime } from 'luxon';

/** The weeks, Monday to Sunday, from the first of these days to the last: `2027-01-04`, in their order. None without days. */
export function weeksOf(days: readonly string[]): string[][] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const from = dateOf(first).startOf('week');
  const weeks = Math.floor(dateOf(last).diff(from, 'weeks').weeks) + 1;
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => from.plus({ weeks: week, days: day }).toISODate()),
  );
}

function dateOf(day: string): DateTime<true> {
  const parsed = DateTime.fromISO(day, { zone: 'UTC' });
  if (!parsed.isValid) throw new RangeError(`${day} is not a date`);
  return parsed;
}
