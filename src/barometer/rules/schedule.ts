import { DateTime } from 'luxon';
import { nextSendTime, windowWithin, type QuietOutside, type SendRules, type SendWindow } from '#platform/calendar';

/** The barometer's own days are counted where the organisation is; hours of a message are the recipient's. */
const ZONE = 'Europe/Paris';
/** How long answers are awaited after the last batch. */
const ANSWER_DAYS = 14;

interface Calendar {
  readonly start: string;
  readonly wavesPerCycle: number;
  readonly spreadDays: number;
}

export interface WaveDates {
  readonly opensAt: Date;
  readonly lastBatchAt: Date;
  readonly closesAt: Date;
}

/** Which year of the programme a wave is in, from 1, and which of its waves it is, from 0. */
export function placeOf(wave: number, wavesPerCycle: number): { cycle: number; turn: number } {
  return { cycle: Math.floor((wave - 1) / wavesPerCycle) + 1, turn: (wave - 1) % wavesPerCycle };
}

/** The first day of a cycle, `2028-01-01`. */
export function cycleStart(start: string, cycle: number): string {
  return day(start)
    .plus({ years: cycle - 1 })
    .toISODate();
}

/** When a wave is due: the year is cut into equal parts, of whole months where they divide it. */
export function datesOf({ start, wavesPerCycle, spreadDays }: Calendar, wave: number): WaveDates {
  const { cycle, turn } = placeOf(wave, wavesPerCycle);
  const first = day(cycleStart(start, cycle));
  const opens =
    12 % wavesPerCycle === 0
      ? first.plus({ months: (12 / wavesPerCycle) * turn })
      : first.plus({ days: Math.floor((365 * turn) / wavesPerCycle) });
  return datesFrom(opens.toJSDate(), spreadDays);
}

/** The dates of a wave that opens at this instant. */
export function datesFrom(opensAt: Date, spreadDays: number): WaveDates {
  const opens = DateTime.fromJSDate(opensAt, { zone: ZONE });
  const lastDay = opens.plus({ days: spreadDays - 1 });
  return {
    opensAt,
    lastBatchAt: lastDay.endOf('day').startOf('second').toJSDate(),
    closesAt: lastDay.plus({ days: ANSWER_DAYS }).endOf('day').startOf('second').toJSDate(),
  };
}

/** The instants at which the batches of a wave begin, one an open day; one at least, even when that is after its weeks. */
export function batchesOf(
  dates: Pick<WaveDates, 'opensAt' | 'lastBatchAt'>,
  window: SendWindow,
  quiet: QuietOutside,
): Date[] {
  const batches: Date[] = [];
  for (let at = dates.opensAt; ;) {
    const next = openingAfter(at, window, quiet);
    if (next > dates.lastBatchAt && batches.length > 0) return batches;
    batches.push(next);
    if (next > dates.lastBatchAt) return batches;
    at = DateTime.fromJSDate(next, { zone: ZONE }).plus({ days: 1 }).startOf('day').toJSDate();
  }
}

/** The first moment from an instant on when a batch may begin. */
export function openingAfter(at: Date, window: SendWindow, quiet: QuietOutside): Date {
  const rules: SendRules = {
    ...windowWithin(window, quiet),
    zone: ZONE,
    holidays: { country: 'FR' },
  };
  return nextSendTime(at, rules);
}

export interface Respaced {
  readonly from: Date;
  readonly to: Date;
}

/** So many people who wait for one instant. */
export interface Batch {
  readonly at: Date;
  readonly people: number;
}

/** Fewer late people than this share of a day's batch make no rush: they go with today's. */
const STRAGGLERS = 0.25;

/**
 * What becomes of batches whose day has passed while nothing went out: one goes today, the next on the next open day, and whoever
 * comes after them makes room. Nobody is asked sooner than planned, and no two days become one; a few stragglers take no day.
 * @param planned in the order of their instants
 * @returns those that change
 */
export function respaced(planned: readonly Batch[], now: Date, window: SendWindow, quiet: QuietOutside): Respaced[] {
  const days = daysOf(planned);
  const largest = Math.max(0, ...days.map(({ people }) => people));
  const moved: Respaced[] = [];
  let last: Date | null = null;
  for (const { times, people } of days) {
    const [first = now] = times;
    const free: Date = last ? startAfter(last) : startOf(now);
    const straggle = last === null && first < free && people < largest * STRAGGLERS;
    const to: Date = first < free ? openingAfter(last ? free : now, window, quiet) : first;
    for (const from of times) if (from < to) moved.push({ from, to });
    if (!straggle) last = to;
  }
  return moved;
}

function daysOf(planned: readonly Batch[]): { day: string; times: Date[]; people: number }[] {
  const days: { day: string; times: Date[]; people: number }[] = [];
  for (const { at, people } of planned) {
    const last = days.at(-1);
    if (last?.day === dayOf(at)) {
      last.times.push(at);
      last.people += people;
    } else days.push({ day: dayOf(at), times: [at], people });
  }
  return days;
}

/** Calendar days from one instant to another, where the organisation is. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round(zoned(to).startOf('day').diff(zoned(from).startOf('day'), 'days').days);
}

/** The same wall time so many days later: a wave that ends at midnight still does when the clocks have changed. */
export function daysLater(at: Date, days: number): Date {
  return zoned(at).plus({ days }).toJSDate();
}

function zoned(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: ZONE });
}

function dayOf(at: Date): string {
  return zoned(at).toISODate() ?? '';
}

/** Midnight of that day. */
export function startOf(at: Date): Date {
  return zoned(at).startOf('day').toJSDate();
}

function startAfter(at: Date): Date {
  return zoned(at).plus({ days: 1 }).startOf('day').toJSDate();
}

function day(date: string): DateTime<true> {
  const parsed = DateTime.fromISO(date, { zone: ZONE });
  if (!parsed.isValid) throw new RangeError(`${date} is not a date`);
  return parsed;
}
