import { DateTime } from 'luxon';
import { addBusinessTime, type BusinessCalendar } from '#platform/calendar';

export const ATTEMPT_OUTCOMES = ['reached', 'no-answer', 'voicemail', 'wrong-number', 'call-later'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export interface Tried {
  outcome: AttemptOutcome;
  at: Date;
}

export type Unreachable = { unreachable: true } | { unreachable: false; halfDays: number; needed: number };

const NEEDED = 3;
/** Between the two spans in which people are called, 10–13 and 14–20. */
const AFTERNOON_FROM = 13;

/**
 * Whether enough was tried to give up: a wrong number, or unanswered calls on three different half-days since the
 * person was last spoken to. Half-days are those of the zone. Source: domain 7.
 */
export function unreachable(attempts: readonly Tried[], zone: string): Unreachable {
  const inOrder = [...attempts].sort((a, b) => a.at.getTime() - b.at.getTime());
  const spoken = inOrder.findLastIndex(({ outcome }) => outcome === 'reached' || outcome === 'call-later');
  const since = inOrder.slice(spoken + 1);
  if (since.some(({ outcome }) => outcome === 'wrong-number')) return { unreachable: true };
  const halfDays = new Set(since.map(({ at }) => halfDay(at, zone))).size;
  return halfDays >= NEEDED ? { unreachable: true } : { unreachable: false, halfDays, needed: NEEDED };
}

/** Business hours after which one usually tries again: soon, later today, tomorrow, the day after. */
const AGAIN_AFTER = [1, 4, 9, 18];
const QUARTER_MS = 900_000;

/** When to try again, as choices: in the team's hours, on the quarter of an hour. */
export function nextTries(now: Date, hours: BusinessCalendar): Date[] {
  return AGAIN_AFTER.map((after) => addBusinessTime(now, after, hours)).map(
    (at) => new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS),
  );
}

function halfDay(at: Date, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone });
  return `${local.toISODate()} ${local.hour < AFTERNOON_FROM ? 'am' : 'pm'}`;
}
