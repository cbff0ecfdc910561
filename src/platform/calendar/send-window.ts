import type { DateTime } from 'luxon';
import { isHoliday } from './holidays.ts';
import type { Place } from './holidays.ts';
import { atWallTime, minutesOf } from './wall-time.ts';
import type { Span } from './wall-time.ts';
import { inZone } from './zones.ts';

/** Days of the week (1 is Monday, 7 is Sunday) and hours at which a message may go out. */
export interface SendWindow extends Span {
  days: readonly number[];
}

export interface SendRules {
  window: SendWindow;
  /** The recipient's zone: hours and days are theirs. */
  zone: string;
  holidays: Place;
  closedOnHolidays: boolean;
  /** Hours that no window can exceed. */
  hardCeiling: Span;
}

interface Minutes {
  from: number;
  to: number;
}

/** Longer than any run of closed days a calendar could hold. */
const MOST_CLOSED_DAYS = 400;

/** Whether anything could ever be sent: the window has a day, and hours that the ceiling leaves open. */
export function everOpens(window: SendWindow, hardCeiling: Span): boolean {
  const { from, to } = hoursLeft(window, hardCeiling);
  return from < to && window.days.some((day) => Number.isInteger(day) && day >= 1 && day <= 7);
}

/**
 * The first moment, from readyAt on, at which the message may go out: readyAt itself when the window is open.
 * - Hours are half-open: at 20:00 a window that ends at 20:00 is closed.
 * - Hours are those on the recipient's wall, summer or winter.
 * Throws a RangeError when the window never opens.
 */
export function nextSendTime(readyAt: Date, rules: SendRules): Date {
  const { window, zone, holidays, closedOnHolidays, hardCeiling } = rules;
  const key = [
    zone,
    holidays.country,
    holidays.region,
    closedOnHolidays,
    spanText(window),
    spanText(hardCeiling),
    window.days,
  ].join();
  const known = stretches.get(key)?.find(({ from, to }) => readyAt.getTime() >= from && readyAt.getTime() < to);
  if (known) return new Date(known.opening ?? readyAt);
  const opening = findSendTime(readyAt, rules);
  remember(key, stretchOf(readyAt, opening, rules));
  return opening;
}

/** From an instant until the window changes: open, or closed until `opening`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly opening: number | null;
}

const MOST_RULES = 500;
const MOST_STRETCHES = 8;
/** What was worked out lately: decisions that come together ask for the same few days, and calendars are slow to look up. */
const stretches = new Map<string, Stretch[]>();

function stretchOf(readyAt: Date, opening: Date, rules: SendRules): Stretch {
  const from = readyAt.getTime();
  if (opening > readyAt) return { from, to: opening.getTime(), opening: opening.getTime() };
  return { from, to: sendWindowEnd(readyAt, rules).getTime(), opening: null };
}

function remember(key: string, stretch: Stretch): void {
  if (stretches.size >= MOST_RULES) stretches.clear();
  stretches.set(key, [stretch, ...(stretches.get(key) ?? [])].slice(0, MOST_STRETCHES));
}

const spanText = ({ from, to }: Span) => `${from}-${to}`;

function findSendTime(readyAt: Date, rules: SendRules): Date {
  const hours = hoursLeft(rules.window, rules.hardCeiling);
  const ready = inZone(readyAt, rules.zone);
  if (everOpens(rules.window, rules.hardCeiling)) {
    for (let n = 0; n < MOST_CLOSED_DAYS; n += 1) {
      const day = ready.startOf('day').plus({ days: n });
      if (!isOpenDay(day, rules)) continue;
      if (n === 0 && isOpenHour(ready, hours)) return new Date(readyAt);
      const opening = atWallTime(day, hours.from);
      if (opening > ready && isOpenHour(opening, hours)) return opening.toJSDate();
    }
  }
  throw new RangeError('the window never opens');
}

/** When the window that is open at the instant closes: the instant itself when it is closed already. */
export function sendWindowEnd(at: Date, rules: SendRules): Date {
  const hours = hoursLeft(rules.window, rules.hardCeiling);
  const local = inZone(at, rules.zone);
  const open = isOpenDay(local, rules) && isOpenHour(local, hours);
  return open ? atWallTime(local, hours.to).toJSDate() : new Date(at);
}

function hoursLeft(window: Span, ceiling: Span): Minutes {
  return {
    from: Math.max(minutesOf(window.from), minutesOf(ceiling.from)),
    to: Math.min(minutesOf(window.to), minutesOf(ceiling.to)),
  };
}

function isOpenDay(day: DateTime<true>, { window, closedOnHolidays, holidays }: SendRules): boolean {
  return window.days.includes(day.weekday) && !(closedOnHolidays && isHoliday(day.toISODate(), holidays));
}

function isOpenHour(at: DateTime<true>, { from, to }: Minutes): boolean {
  const minutes = at.hour * 60 + at.minute;
  return minutes >= from && minutes < to;
}
