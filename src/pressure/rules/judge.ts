import { addLocalDays, localDaysBetween } from '#platform/calendar';
import type { PressureRule } from './policy.ts';
import type { Ask, Refusal, Step, Verdict } from './verdict.ts';

/** A place a person holds: they were, or will be, asked. Times are instants. */
export interface Place {
  readonly invitation: string;
  readonly touchpoint: string | null;
  readonly temperature: string;
  readonly channel: string;
  readonly takenAt: Date;
  readonly reminders: readonly Date[];
  readonly answeredAt: Date | null;
}

/** What is known of a person, all their records and contact points together. */
export interface History {
  /** Places not given back, in any order. */
  readonly places: readonly Place[];
  /** A callback case of theirs is open. */
  readonly held: boolean;
}

type Asked = Pick<Ask, 'touchpoint' | 'temperature' | 'channel' | 'zone' | 'exempt'>;

/** A rule that stops, and from when it no longer does; null: never by itself. */
interface Stop {
  readonly rule: PressureRule;
  readonly until: Date | null;
}

/**
 * May this person be asked this, now?
 * - A named exemption passes every rule.
 * - An open callback stops first: nobody is asked for a mark while a complaint waits.
 * - Then every rule whose scope the ask is in: cap within the window, gap since the last place, rest since the last answer.
 *   Days are those of the person's calendar (domain 2.3, TV-15): asked on 15 January and 90 days, free on 15 April at 00:00.
 * - The strictest wins: refused if any rule that stops refuses, and free again when the last of them lets go.
 */
export function judge(ask: Asked, history: History, rules: readonly PressureRule[], now: Date): Verdict {
  if (ask.exempt) return { granted: true, steps: [{ rule: 'exempt', verdict: 'pass', params: { name: ask.exempt } }] };
  const steps: Step[] = [{ rule: 'hold', verdict: history.held ? 'stop' : 'pass', params: {} }];
  const stops = rules
    .filter((rule) => appliesTo(rule, ask))
    .flatMap((rule) => consider(rule, ask.zone, history.places, now, steps));
  if (history.held) return refusal('open-callback', 'open-callback', null, 'suppress', steps);
  const [first, ...others] = stops;
  if (!first) return { granted: true, steps };
  const last = others.reduce((strictest, stop) => (isLater(stop.until, strictest.until) ? stop : strictest), first);
  const onExceed = stops.every(({ rule }) => rule.onExceed === 'wait') ? 'wait' : 'suppress';
  return refusal('pressure', last.rule.key, last.until, onExceed, steps);
}

/** A reminder is one more message: only rules that count reminders may stop it. Null when it may go out. */
export function reminderStop(
  ask: Asked,
  history: History,
  rules: readonly PressureRule[],
  now: Date,
): { rule: string } | null {
  if (history.held) return { rule: 'open-callback' };
  if (ask.exempt) return null;
  const full = rules.find(
    (rule) => rule.countReminders && appliesTo(rule, ask) && capOf(rule, ask.zone, history.places, now).stop,
  );
  return full ? { rule: full.key } : null;
}

/** Whether the rule speaks of such an ask; it then counts the places of which it speaks, too. */
function appliesTo(
  { scope }: Pick<PressureRule, 'scope'>,
  of: Pick<Place, 'touchpoint' | 'temperature' | 'channel'>,
): boolean {
  if (scope === 'all' || scope === of.temperature) return true;
  const colon = scope.indexOf(':');
  const value = scope.slice(colon + 1);
  return colon > 0 && (scope.startsWith('touchpoint:') ? value === of.touchpoint : value === of.channel);
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

interface Considered {
  readonly stop: boolean;
  readonly until: Date | null;
  readonly step: Step;
}

function consider(rule: PressureRule, zone: string, places: readonly Place[], now: Date, steps: Step[]): Stop[] {
  const considered = [capOf(rule, zone, places, now), gapOf(rule, zone, places, now), restOf(rule, zone, places, now)];
  return considered.flatMap((one) => {
    if (!one) return [];
    steps.push(one.step);
    return one.stop ? [{ rule, until: one.until }] : [];
  });
}

function capOf(rule: PressureRule, zone: string, places: readonly Place[], now: Date): Considered {
  const { key, scope, windowDays, cap } = rule;
  const times = timesOf(rule, places).sort((a, b) => b.getTime() - a.getTime());
  const count = times.filter((time) => localDaysBetween(time, now, zone) < windowDays).length;
  const stop = count >= cap;
  const leaving = times[cap - 1];
  const until = stop && leaving ? addLocalDays(leaving, windowDays, zone) : null;
  return { stop, until, step: stepOf('cap', stop, { key, scope, count, cap, windowDays, next: iso(until) }) };
}

function gapOf(rule: PressureRule, zone: string, places: readonly Place[], now: Date): Considered | null {
  const { key, scope, minGapDays } = rule;
  if (!minGapDays) return null;
  return sinceLast('gap', { key, scope, days: minGapDays }, latest(timesOf(rule, places)), zone, now);
}

function restOf(rule: PressureRule, zone: string, places: readonly Place[], now: Date): Considered | null {
  const { key, scope, restAfterAnswerDays } = rule;
  if (!restAfterAnswerDays) return null;
  const answers = places.filter((place) => appliesTo(rule, place)).flatMap(({ answeredAt }) => answeredAt ?? []);
  return sinceLast('rest', { key, scope, days: restAfterAnswerDays }, latest(answers), zone, now);
}

function sinceLast(
  name: string,
  of: { key: string; scope: string; days: number },
  last: Date | null,
  zone: string,
  now: Date,
): Considered {
  const passed = last && localDaysBetween(last, now, zone);
  const stop = passed !== null && passed < of.days;
  const until = stop && last ? addLocalDays(last, of.days, zone) : null;
  return { stop, until, step: stepOf(name, stop, { ...of, passed, next: iso(until) }) };
}

function timesOf(rule: PressureRule, places: readonly Place[]): Date[] {
  return places
    .filter((place) => appliesTo(rule, place))
    .flatMap(({ takenAt, reminders }) => (rule.countReminders ? [takenAt, ...reminders] : [takenAt]));
}

function latest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((last, time) => (last && last >= time ? last : time), null);
}

/** Null is never: later than any instant. */
function isLater(a: Date | null, b: Date | null): boolean {
  return b !== null && (a === null || a > b);
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

function stepOf(rule: string, stop: boolean, params: Step['params']): Step {
  return { rule, verdict: stop ? 'stop' : 'pass', params };
}

function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}
