import { scopeOfShare, type PressureRule, type Scope } from './policy.ts';
import type { Step } from './verdict.ts';

/** What a rule looks at, in an ask as in a place taken. */
export interface Kind {
  /** Whose record: the same for every ask of one customer. */
  readonly customer: string | number;
  readonly touchpoint: string | null;
  readonly temperature: string;
  readonly channel: string;
}

/** A place on the calendar of whoever is asked: days are numbered, so that reckoning with them is subtraction. */
export interface DatedPlace extends Kind {
  readonly day: number;
  readonly reminders: readonly number[];
  readonly answered: number | null;
}

export interface Wish extends Kind {
  readonly exempt?: string | null | undefined;
  /** 1 is worth most. */
  readonly priority?: number | undefined;
}

/** A rule made ready to be asked about many times. */
export interface Limit extends PressureRule {
  readonly speaksOf: (of: Kind) => boolean;
  readonly lets: (wish: Wish) => string | null;
  readonly shares: readonly { readonly places: number; readonly speaksOf: (of: Kind) => boolean }[];
}

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

export function compile(rules: readonly PressureRule[]): Limit[] {
  return rules.map((rule) => ({
    ...rule,
    speaksOf: scopeOf(rule.scope),
    lets: exceptionsOf(rule),
    shares: (rule.reserve ?? []).flatMap((share) => {
      const scope = scopeOfShare(share);
      return scope ? [{ places: share.places, speaksOf: scopeOf(scope) }] : [];
    }),
  }));
}

/**
 * What the rules say of an ask on a day, each in its turn: cap within the window, gap since the last place, rest since the last
 * answer. The strictest wins: of those that stop, the one that lets go last. Live decisions and replays both come here.
 */
export function weigh(
  limits: readonly Limit[],
  wish: Wish,
  places: readonly DatedPlace[],
  today: number,
  witness: Witness | null = null,
): Standing {
  let standing = FREE;
  for (const limit of limits) {
    if (!limit.speaksOf(wish)) continue;
    const excepted = limit.lets(wish);
    if (excepted !== null) {
      if (!wish.exempt) witness?.('excepted', 0, { key: limit.key, scope: limit.scope, name: excepted });
      continue;
    }
    standing = strictest(standing, limit, capOf(limit, wish, places, today, witness));
    if (limit.minGapDays) standing = strictest(standing, limit, gapOf(limit, wish, places, today, witness));
    if (limit.restAfterAnswerDays) standing = strictest(standing, limit, restOf(limit, wish, places, today, witness));
  }
  return standing;
}

/** Whether the cap leaves room for one more message about this. */
export function isFull(limit: Limit, wish: Wish, places: readonly DatedPlace[], today: number): boolean {
  return capOf(limit, wish, places, today, null) > 0;
}

function strictest(before: Standing, limit: Limit, until: Until): Standing {
  if (until === 0) return before;
  const waits = limit.onExceed === 'wait' && (before.limit === null || before.waits);
  return before.limit === null || until > before.until ? { limit, until, waits } : { ...before, waits };
}

function capOf(limit: Limit, wish: Wish, places: readonly DatedPlace[], today: number, witness: Witness | null): Until {
  const room = roomOn(limit, wish, places, today);
  const until = room > 0 ? 0 : firstDayWithRoom(limit, wish, places, today);
  if (witness) {
    const { key, scope, cap, windowDays } = limit;
    const count = countOf(limit, wish, places, today, null);
    const kept = cap - count - room;
    witness(kept > 0 ? 'share' : 'cap', until, { key, scope, count, cap, windowDays, ...(kept > 0 && { kept }) });
  }
  return until;
}

/** Places left on a day, those kept for others and not taken by them set aside. */
function roomOn(limit: Limit, wish: Wish, places: readonly DatedPlace[], day: number): number {
  let room = limit.cap - countOf(limit, wish, places, day, null);
  for (const share of limit.shares)
    if (!share.speaksOf(wish)) room -= Math.max(0, share.places - countOf(limit, wish, places, day, share.speaksOf));
  return room;
}

/** Places, or messages where reminders count, that are in the window on a day. @param of null: of every kind. */
function countOf(
  limit: Limit,
  wish: Wish,
  places: readonly DatedPlace[],
  day: number,
  of: ((kind: Kind) => boolean) | null,
): number {
  let count = 0;
  for (const place of places) {
    if (!counts(limit, wish, place) || (of !== null && !of(place))) continue;
    if (day - place.day < limit.windowDays) count += 1;
    if (limit.countReminders) for (const reminder of place.reminders) if (day - reminder < limit.windowDays) count += 1;
  }
  return count;
}

/** Room comes when something leaves the window: those days are tried in order. */
function firstDayWithRoom(limit: Limit, wish: Wish, places: readonly DatedPlace[], today: number): Until {
  const days: number[] = [];
  for (const place of places) {
    if (!counts(limit, wish, place)) continue;
    days.push(place.day + limit.windowDays);
    if (limit.countReminders) for (const reminder of place.reminders) days.push(reminder + limit.windowDays);
  }
  days.sort((a, b) => a - b);
  return days.find((day) => day > today && roomOn(limit, wish, places, day) > 0) ?? Infinity;
}

function gapOf(limit: Limit, wish: Wish, places: readonly DatedPlace[], today: number, witness: Witness | null): Until {
  let last = -Infinity;
  for (const place of places) {
    if (!counts(limit, wish, place)) continue;
    if (place.day > last) last = place.day;
    if (limit.countReminders) for (const reminder of place.reminders) if (reminder > last) last = reminder;
  }
  return sinceLast('gap', limit, limit.minGapDays ?? 0, last, today, witness);
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
  return sinceLast('rest', limit, limit.restAfterAnswerDays ?? 0, last, today, witness);
}

function sinceLast(
  name: string,
  { key, scope }: Limit,
  days: number,
  last: number,
  today: number,
  witness: Witness | null,
): Until {
  const until = today - last < days ? last + days : 0;
  witness?.(name, until, { key, scope, days, passed: last === -Infinity ? null : today - last });
  return until;
}

function counts(limit: Limit, wish: Wish, place: DatedPlace): boolean {
  return limit.speaksOf(place) && !(limit.apart && place.customer !== wish.customer);
}

/** Whether the rule speaks of such an ask; it then counts the places of which it speaks, too. */
function scopeOf(scope: Scope): (of: Kind) => boolean {
  if (scope === 'all') return () => true;
  const colon = scope.indexOf(':');
  const value = scope.slice(colon + 1);
  if (colon < 0) return ({ temperature }) => temperature === scope;
  return scope.startsWith('touchpoint:')
    ? ({ touchpoint }) => touchpoint === value
    : ({ channel }) => channel === value;
}

/** Gives the name under which an ask passes the rule whatever it counts; null when it must be counted. */
function exceptionsOf({ mayExceed }: PressureRule): (wish: Wish) => string | null {
  if (!mayExceed) return ({ exempt }) => exempt ?? null;
  const names = new Set(mayExceed);
  const best = Math.max(0, ...mayExceed.flatMap((name) => (name.startsWith('priority:') ? Number(name.slice(9)) : [])));
  return ({ exempt, touchpoint, priority }) => {
    if (exempt && names.has(exempt)) return exempt;
    if (touchpoint !== null && names.has(`touchpoint:${touchpoint}`)) return `touchpoint:${touchpoint}`;
    return priority !== undefined && priority <= best ? `priority:${best}` : null;
  };
}
