import { addBusinessTime, businessTimeBetween, type BusinessCalendar } from '#platform/calendar';
import { isAtWork, type CaseStatus } from './lifecycle.ts';
import type { Priority } from './opening.ts';

export type AlarmClock = 'first-contact' | 'resolution';
/** Who is told: whoever works the case, then the team's supervisors, then the administrators. */
export type AlarmLevel = 'urgent' | 'warning' | 'supervisors' | 'admins';
export interface Alarm {
  clock: AlarmClock;
  level: AlarmLevel;
  at: Date;
}

/** What the clocks of a case depend on; `given` holds the alarms already told, by `alarmKey`. */
export interface Clocked {
  status: CaseStatus;
  priority: Priority;
  openedAt: Date;
  firstContactDueAt: Date;
  resolutionDueAt: Date;
  firstContactAt: Date | null;
  given: Readonly<Record<string, unknown>>;
}

/** Shares of the time allowed. Source: domain 7. */
const SHARES: readonly { level: AlarmLevel; share: number }[] = [
  { level: 'warning', share: 0.75 },
  { level: 'supervisors', share: 1 },
  { level: 'admins', share: 1.5 },
];

export function alarmKey({ clock, level }: Pick<Alarm, 'clock' | 'level'>): string {
  return `${clock}.${level}`;
}

/**
 * The alarms still to come, earliest first; those that are due have `at` in the past.
 * - A clock stops when what it counts is done: the first call, the resolution. Alarms told once are not told again.
 * - Shares are of the business hours between opening and deadline; at its end the deadline itself is meant.
 * - The most urgent cases are told to the supervisors at once.
 */
export function alarms(one: Clocked, hours: BusinessCalendar): Alarm[] {
  if (!isAtWork(one.status)) return [];
  const clocks: [AlarmClock, Date][] = [['resolution', one.resolutionDueAt]];
  if (!one.firstContactAt) clocks.unshift(['first-contact', one.firstContactDueAt]);
  const urgent: Alarm[] =
    one.priority === 1 && !one.firstContactAt ? [{ clock: 'first-contact', level: 'urgent', at: one.openedAt }] : [];
  return [...urgent, ...clocks.flatMap(([clock, due]) => onClock(clock, one.openedAt, due, hours))]
    .filter((alarm) => one.given[alarmKey(alarm)] === undefined)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** When to look at the case again; null when nothing is to be told any more. */
export function nextAlarmAt(one: Clocked, hours: BusinessCalendar): Date | null {
  return alarms(one, hours)[0]?.at ?? null;
}

function onClock(clock: AlarmClock, openedAt: Date, due: Date, hours: BusinessCalendar): Alarm[] {
  const allowed = businessTimeBetween(openedAt, due, hours);
  return SHARES.map(({ level, share }) => ({
    clock,
    level,
    at: share === 1 ? due : addBusinessTime(openedAt, Math.max(0, allowed * share), hours),
  }));
}
