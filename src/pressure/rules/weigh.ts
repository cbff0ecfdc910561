import type { DatedPlace, Kind, Limit, Wish } from './limits.ts';
import type { Step } from './verdict.ts';

/** The day from which a rule lets go; 0 when it does not stop, infinite when no day is known. */
type Until = number;

/** Hears every look with its numbers, for those who must give reasons; a replay of a million needs none. */
export type Witness = (rule: string, until: Until, params: Step['params']) => void;

export interface Standing {
  /** The rule that lets go last; null when all pass. */
  readonly limit: Limit | null;
  readonly until: Until;
  /** Every rule that stops lets the ask wait. */
  readonly waits: boolean;
}

const FREE: Standing = { limit: null, until: 0, waits: false };

/**
 * What the rules say of an ask whose message goes out on a day, each in its turn: cap within the window, gap to the nearest place,
 * rest since the last answer. The strictest wins: of those that stop, the one that lets go last. Live decisions and replays both
 * come here.
 * - Places ahead count as those behind do: of any run of days as long as the window, none may hold more than the cap.
 * - Between places ahead a rule may let go before another does and stop again after: `until` is the first day on which all do.
 */
export function weigh(
  limits: readonly Limit[],
  wish: Wish,
  places: readonly DatedPlace[],
  day: number,
  witness: Witness | null = null,
): Standing {
  const standing = standingOn(limits, wish, places, day, witness);
  if (standing.limit === null || !places.some((place) => place.day > day)) return standing;
  let { until } = standing;
  while (until < Infinity) {
    const then = standingOn(limits, wish, places, until, null);
    if (then.limit === null) break;
    until = then.until;
  }
  return { ...standing, until };
}

function standingOn(
  limits: readonly Limit[],
  wish: Wish,
  places: readonly DatedPlace[],
  day: number,
  witness: Witness | null,
): Standing {
  let standing = FREE;
  for (const limit of limits) {
    if (!limit.speaksOf(wish)) continue;
    const excepted = limit.lets(wish);
    if (excepted !== null) {
      if (!wish.exempt) witness?.('excepted', 0, { key: limit.key, scope: limit.scope, name: excepted });
      continue;
    }
    standing = strictest(standing, limit, capOf(limit, wish, places, day, witness));
    if (limit.minGapDays) standing = strictest(standing, limit, gapOf(limit, wish, places, day, witness));
    if (limit.restAfterAnswerDays) standing = strictest(standing, limit, restOf(limit, wish, places, day, witness));
  }
  return standing;
}

/** Whether the cap leaves no room for one more message about this on a day. */
export function isFull(limit: Limit, wish: Wish, places: readonly DatedPlace[], day: number): boolean {
  return capOf(limit, wish, places, day, null) > 0;
}

function strictest(before: Standing, limit: Limit, until: Until): Standing {
  if (until === 0) return before;
  const waits = limit.onExceed === 'wait' && (before.limit === null || before.waits);
  return before.limit === null || until > before.until ? { limit, until, waits } : { ...before, waits };
}

function capOf(limit: Limit, wish: Wish, places: readonly DatedPlace[], day: number, witness: Witness | null): Until {
  const { room, count } = tightest(limit, wish, places, day);
  const until = room > 0 ? 0 : firstDayWithRoom(limit, wish, places, day);
  if (witness) {
    const { key, scope, cap, windowDays } = limit;
    const kept = cap - count - room;
    witness(kept > 0 ? 'share' : 'cap', until, { key, scope, count, cap, windowDays, ...(kept > 0 && { kept }) });
  }
  return until;
}

/** Of all windows a day is in, the one with the least room: that which ends on the day, or one that ends on a place ahead. */
function tightest(
  limit: Limit,
  wish: Wish,
  places: readonly DatedPlace[],
  day: number,
): { readonly room: number; readonly count: number } {
  let found = roomWithin(limit, wish, places, day);
  for (const place of places) {
    if (!counts(limit, wish, place)) continue;
    for (const last of limit.countReminders ? [place.day, ...place.reminders] : [place.day]) {
      if (last <= day || last - day >= limit.windowDays) continue;
      const ahead = roomWithin(limit, wish, places, last);
      if (ahead.room < found.room) found = ahead;
    }
  }
  return found;
}

/** Places left in the window that ends on a day, those kept for others and not taken by them set aside. */
function roomWithin(
  limit: Limit,
  wish: Wish,
  places: readonly DatedPlace[],
  last: number,
): { readonly room: number; readonly count: number } {
  const count = countOf(limit, wish, places, last, null);
  let room = limit.cap - count;
  for (const share of limit.shares)
    if (!share.speaksOf(wish)) room -= Math.max(0, share.places - countOf(limit, wish, places, last, share.speaksOf));
  return { room, count };
}

/** Places, or messages where reminders count, in the window that ends on a day. @param of null: of every kind. */
function countOf(
  limit: Limit,
  wish: Wish,
  places: readonly DatedPlace[],
  last: number,
  of: ((kind: Kind) => boolean) | null,
): number {
  const first = last - limit.windowDays + 1;
  let count = 0;
  for (const place of places) {
    if (!counts(limit, wish, place) || (of !== null && !of(place))) continue;
    if (place.day >= first && place.day <= last) count += 1;
    if (limit.countReminders)
      for (const reminder of place.reminders) if (reminder >= first && reminder <= last) count += 1;
  }
  return count;
}

/** Room comes when something leaves the window: those days are tried in order. */
function firstDayWithRoom(limit: Limit, wish: Wish, places: readonly DatedPlace[], today: number): Until {
  const days = messageDays(limit, wish, places)
    .map((day) => day + limit.windowDays)
    .sort((a, b) => a - b);
  return days.find((day) => day > today && tightest(limit, wish, places, day).room > 0) ?? Infinity;
}

function messageDays(limit: Limit, wish: Wish, places: readonly DatedPlace[]): number[] {
  const days: number[] = [];
  for (const place of places) {
    if (!counts(limit, wish, place)) continue;
    days.push(place.day);
    if (limit.countReminders) days.push(...place.reminders);
  }
  return days;
}

/** Days to the nearest message, before or after. */
function gapOf(limit: Limit, wish: Wish, places: readonly DatedPlace[], day: number, witness: Witness | null): Until {
  const { key, scope, minGapDays: days = 0 } = limit;
  const all = messageDays(limit, wish, places).sort((a, b) => a - b);
  const nearest = (from: number) => Math.min(Infinity, ...all.map((one) => Math.abs(from - one)));
  const passed = nearest(day);
  const until =
    passed < days ? (all.map((one) => one + days).find((one) => one > day && nearest(one) >= days) ?? Infinity) : 0;
  witness?.('gap', until, { key, scope, days, passed: passed === Infinity ? null : passed });
  return until;
}

function restOf(
  limit: Limit,
  wish: Wish,
  places: readonly DatedPlace[],
  today: number,
  witness: Witness | null,
): Until {
  let last = -Infinity;
  for (const place of places)
    if (place.answered !== null && place.answered > last && counts(limit, wish, place)) last = place.answered;
  const { key, scope, restAfterAnswerDays: days = 0 } = limit;
  const until = today - last < days ? last + days : 0;
  witness?.('rest', until, { key, scope, days, passed: last === -Infinity ? null : today - last });
  return until;
}

function counts(limit: Limit, wish: Wish, place: DatedPlace): boolean {
  return limit.speaksOf(place) && !(limit.apart && place.customer !== wish.customer);
}
