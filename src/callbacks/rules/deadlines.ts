import { addBusinessTime, type BusinessCalendar } from '#platform/calendar';
import { isAtWork, type CaseStatus } from './lifecycle.ts';
import type { Priority } from './opening.ts';

/** Business hours to the first call, and to the resolution. Source: domain 7; a business day has nine hours. */
const HOURS: Readonly<Record<Priority, { firstContact: number; resolution: number }>> = {
  1: { firstContact: 2, resolution: 9 },
  2: { firstContact: 8, resolution: 27 },
  3: { firstContact: 16, resolution: 45 },
};

const DAY = [{ from: '09:00', to: '18:00' }];
/** The hours of nobody in particular: Monday to Friday 9 to 18, French holidays closed. */
export const USUAL_HOURS: BusinessCalendar = {
  zone: 'Europe/Paris',
  hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
  holidays: { country: 'FR' },
};

export interface Deadlines {
  firstContactDueAt: Date;
  resolutionDueAt: Date;
}

/** The hours promises are counted in: the team's, unless there is no team or it never opens. */
export function hoursOf(team: { calendar: BusinessCalendar } | null): BusinessCalendar {
  return team && opens(team.calendar) ? team.calendar : USUAL_HOURS;
}

/** When the customer must have been called, and when the case must be resolved, if it began at `from`. */
export function deadlines(priority: Priority, from: Date, hours: BusinessCalendar): Deadlines {
  const { firstContact, resolution } = HOURS[priority];
  return {
    firstContactDueAt: addBusinessTime(from, firstContact, hours),
    resolutionDueAt: addBusinessTime(from, resolution, hours),
  };
}

/** A case that became more urgent is due as if it began now, and never later than was promised before. */
export function hastened(before: Deadlines, now: Deadlines): Deadlines {
  return {
    firstContactDueAt: earlier(before.firstContactDueAt, now.firstContactDueAt),
    resolutionDueAt: earlier(before.resolutionDueAt, now.resolutionDueAt),
  };
}

/** What the next step is due by: the first call until it was tried, then the resolution. */
export function dueAt(one: Deadlines & { firstContactAt: Date | null }): Date {
  return one.firstContactAt ? one.resolutionDueAt : one.firstContactDueAt;
}

/** Late is what should have been done before now, and was not; a resolved case is late no more. */
export function isOverdue(one: Deadlines & { status: CaseStatus; firstContactAt: Date | null }, now: Date): boolean {
  return isAtWork(one.status) && dueAt(one) < now;
}

const SOON_MS = 2 * 3_600_000;

/** How pressing the next step is, for people to see at a glance. */
export function dueState(
  one: Deadlines & { status: CaseStatus; firstContactAt: Date | null },
  now: Date,
): 'late' | 'soon' | 'ok' | 'done' {
  if (!isAtWork(one.status)) return 'done';
  if (isOverdue(one, now)) return 'late';
  return dueAt(one).getTime() - now.getTime() < SOON_MS ? 'soon' : 'ok';
}

const opens = ({ hours }: BusinessCalendar): boolean =>
  Object.values(hours).some((spans) => spans?.some(({ from, to }) => from < to));
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
