import { localDayOf, startOfLocalDay } from '#platform/calendar';
import { compile, type DatedPlace, type Limit } from './limits.ts';
import type { PressureRule } from './policy.ts';
import type { Ask, Refusal, Step, Verdict } from './verdict.ts';
import { isFull, weigh, type Witness } from './weigh.ts';

/** A place a person holds: they were, or will be, asked. Times are instants. */
export interface Place {
  readonly invitation: string;
  readonly customer: string;
  readonly touchpoint: string | null;
  readonly temperature: string;
  readonly channel: string;
  readonly takenAt: Date;
  /** When its message went out, or is planned to: the day on which it counts. */
  readonly goesAt: Date;
  /** Its message was handed over. */
  readonly sent: boolean;
  readonly reminders: readonly Date[];
  readonly answeredAt: Date | null;
}

/** What is known of a person, all their records and contact points together. */
export interface History {
  /** Places not given back, in any order. */
  readonly places: readonly Place[];
  /** A callback case of theirs is open. */
  readonly held: boolean;
  /** A barometer drew them, and keeps a place for its own question. */
  readonly reserved?: { readonly until: Date | null } | null | undefined;
}

type Asked = Pick<
  Ask,
  'customer' | 'touchpoint' | 'temperature' | 'channel' | 'zone' | 'exempt' | 'priority' | 'sendAt'
>;

/**
 * May this person be asked this, on the day its message is to go out?
 * - A named exemption passes an open callback, and every rule that lets it.
 * - An open callback stops first: nobody is asked for a mark while a complaint waits.
 * - Who was drawn by a barometer is kept for it: only cold questions, exemptions and the two best priorities pass (domain 2.3,
 *   TV-15, 7 and 8); the barometer then asks somebody else of the same stratum.
 * - Then every rule whose scope the ask is in. Days are those of the person's calendar (domain 2.3, TV-15): asked on
 *   15 January and 90 days, free on 15 April at 00:00.
 * - The strictest wins: refused if any rule that stops refuses, and free again when the last of them lets go.
 */
export function judge(ask: Asked, history: History, rules: readonly PressureRule[], now: Date): Verdict {
  const { zone, exempt } = ask;
  const steps: Step[] = [
    exempt
      ? { rule: 'exempt', verdict: 'pass', params: { name: exempt } }
      : { rule: 'hold', verdict: history.held ? 'stop' : 'pass', params: {} },
  ];
  const day = ask.sendAt && ask.sendAt > now ? ask.sendAt : now;
  const kept = keptFor(ask, history, day);
  if (kept) steps.push(kept.step);
  const dateOf = (day: number) => (Number.isFinite(day) ? startOfLocalDay(day, zone) : null);
  const witness: Witness = (rule, until, params) => {
    if (rule === 'excepted') steps.push({ rule, verdict: 'pass', params });
    else
      steps.push({
        rule,
        verdict: until > 0 ? 'stop' : 'pass',
        params: { ...params, next: until > 0 ? (dateOf(until)?.toISOString() ?? null) : null },
      });
  };
  const { limit, until, waits } = weigh(limitsOf(rules), ask, datedPlaces(history, zone), dayOf(day, zone), witness);
  if (history.held && !exempt) return refusal('open-callback', 'open-callback', null, 'suppress', steps);
  if (kept?.stops && !history.held) {
    const next = later(kept.until, limit ? dateOf(until) : kept.until);
    return refusal('pressure', RESERVED, next, 'suppress', steps);
  }
  if (!limit) return { granted: true, steps };
  return refusal('pressure', limit.key, dateOf(until), waits ? 'wait' : 'suppress', steps);
}

/**
 * How long after a place was taken something may come of it at most, in days: a touchpoint waits 90 before its message goes out
 * (`interactions/rules/touchpoint.ts`), an invitation is answered and reminded of within 90 more; with some to spare.
 */
export const LONGEST_HELD_DAYS = 190;
const RESERVED = 'reserved';
const BEST = 2;

function keptFor(
  { temperature, exempt, priority = Infinity }: Asked,
  { reserved }: History,
  day: Date,
): { stops: boolean; until: Date | null; step: Step } | null {
  if (!reserved || temperature === 'cold' || exempt || (reserved.until && reserved.until <= day)) return null;
  const stops = priority > BEST;
  const params = {
    next: stops ? (reserved.until?.toISOString() ?? null) : null,
    priority: priority === Infinity ? null : priority,
  };
  return { stops, until: reserved.until, step: { rule: RESERVED, verdict: stops ? 'stop' : 'pass', params } };
}

/** Null is never. */
function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one > other ? one : other) : null;
}

/** A reminder is one more message: only rules that count reminders may stop it. Null when it may go out. */
export function reminderStop(
  ask: Asked,
  history: History,
  rules: readonly PressureRule[],
  now: Date,
): { rule: string } | null {
  if (history.held) return { rule: 'open-callback' };
  const places = datedPlaces(history, ask.zone);
  const full = limitsOf(rules).find(
    (limit) =>
      limit.countReminders &&
      limit.speaksOf(ask) &&
      limit.lets(ask) === null &&
      isFull(limit, ask, places, dayOf(now, ask.zone)),
  );
  return full ? { rule: full.key } : null;
}

/** How far back the rules look at most, in days. */
export function lookBackDays(rules: readonly PressureRule[]): number {
  return Math.max(
    0,
    ...rules.map(({ windowDays, minGapDays = 0, restAfterAnswerDays = 0 }) =>
      Math.max(windowDays, minGapDays, restAfterAnswerDays),
    ),
  );
}

/** One policy decides on a whole batch: it is made ready once. */
const ready = new WeakMap<readonly PressureRule[], Limit[]>();

function limitsOf(rules: readonly PressureRule[]): Limit[] {
  const known = ready.get(rules) ?? compile(rules);
  ready.set(rules, known);
  return known;
}

function datedPlaces({ places }: History, zone: string): DatedPlace[] {
  return places.map(({ goesAt, reminders, answeredAt, customer, touchpoint, temperature, channel }) => ({
    customer,
    touchpoint,
    temperature,
    channel,
    day: dayOf(goesAt, zone),
    reminders: reminders.map((at) => dayOf(at, zone)),
    answered: answeredAt && dayOf(answeredAt, zone),
  }));
}

function dayOf(at: Date, zone: string): number {
  return localDayOf(at.getTime(), zone);
}

function refusal(
  reason: Refusal['reason'],
  rule: string,
  nextEligibleAt: Date | null,
  onExceed: Refusal['onExceed'],
  steps: Step[],
): Refusal {
  return { granted: false, reason, rule, nextEligibleAt, onExceed, steps };
}
