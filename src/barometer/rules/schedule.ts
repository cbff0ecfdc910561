import { DateTime } from 'luxon';
import { nextSendTime, type SendRules, type SendWindow, type Span } from '#platform/calendar';

/** The barometer's own days are counted where the organisation is; hours of a message are the recipient's. */
export const ZONE = 'Europe/Paris';
/** How long answers are awaited after the last batch. */
export const ANSWER_DAYS = 14;

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
export function batchesOf(dates: Pick<WaveDates, 'opensAt' | 'lastBatchAt'>, window: SendWindow, quiet: Span): Date[] {
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
export function openingAfter(at: Date, window: SendWindow, quiet: Span): Date {
  const rules: SendRules = {
    window,
    zone: ZONE,
    holidays: { country: 'FR' },
    closedOnHolidays: true,
    hardCeiling: quiet,
  };
  return nextSendTime(at, rules);
}

function day(date: string): DateTime<true> {
  const parsed = DateTime.fromISO(date, { zone: ZONE });
  if (!parsed.isValid) throw new RangeError(`${date} is not a date`);
  return parsed;
}
