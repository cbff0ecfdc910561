import { isHoliday } from './holidays.ts';
import type { Place } from './holidays.ts';
import { atWallTime, minutesOf } from './wall-time.ts';
import type { Span } from './wall-time.ts';
import { inZone } from './zones.ts';

/** When a team works. `hours` holds the spans of each day of the week, 1 (Monday) to 7; a day left out is closed. */
export interface BusinessCalendar {
  zone: string;
  hours: Readonly<Partial<Record<number, readonly Span[]>>>;
  /** Whose public holidays are closed; left out, none is. */
  holidays?: Place | undefined;
}

interface Opening {
  opensAt: number;
  closesAt: number;
}

const HOUR_MS = 3_600_000;
const MOST_CLOSED_DAYS = 400;

/**
 * The instant at which that many business hours have passed since start, to the millisecond.
 * - What ends with the day is due at closing, not at the next opening.
 * - Real time is counted: an hour that summer time skips is nobody's work.
 * - No hours at all is the start itself, even out of hours.
 * Throws a RangeError on hours below zero or when the team never opens.
 */
export function addBusinessTime(start: Date, hours: number, calendar: BusinessCalendar): Date {
  let left = Math.round(hours * HOUR_MS);
  if (!(left >= 0)) throw new RangeError(`${hours} business hours`);
  if (left === 0) return new Date(start);
  for (const { opensAt, closesAt } of openingsFrom(start, calendar)) {
    if (left <= closesAt - opensAt) return new Date(opensAt + left);
    left -= closesAt - opensAt;
  }
  throw new RangeError('the team never opens');
}

/** Business hours from one instant to another, below zero when the second comes first. */
export function businessTimeBetween(from: Date, to: Date, calendar: BusinessCalendar): number {
  if (to < from) return -businessTimeBetween(to, from, calendar);
  const end = to.getTime();
  let passed = 0;
  for (const { opensAt, closesAt } of openingsFrom(from, calendar)) {
    if (opensAt >= end) break;
    passed += Math.min(closesAt, end) - opensAt;
  }
  return passed / HOUR_MS;
}

/** What is left of each opening from the instant on, in order; it ends only for a team that stays closed for over a year. */
function* openingsFrom(start: Date, calendar: BusinessCalendar): Generator<Opening> {
  let day = inZone(start, calendar.zone).startOf('day');
  let free = start.getTime();
  for (let closedDays = 0; closedDays < MOST_CLOSED_DAYS; day = day.plus({ days: 1 })) {
    closedDays += 1;
    if (calendar.holidays && isHoliday(day.toISODate(), calendar.holidays)) continue;
    for (const span of inOrder(calendar.hours[day.weekday] ?? [])) {
      const opensAt = Math.max(free, atWallTime(day, span.from).toMillis());
      const closesAt = atWallTime(day, span.to).toMillis();
      if (closesAt <= opensAt) continue;
      closedDays = 0;
      free = closesAt;
      yield { opensAt, closesAt };
    }
  }
}

function inOrder(spans: readonly Span[]): { from: number; to: number }[] {
  return spans
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
