import { addLocalDays, isoLocalDate } from '#platform/calendar';

export const PERIODS = ['last30', 'last90', 'quarter', 'year', 'chosen'] as const;
export type PeriodName = (typeof PERIODS)[number];

export interface Period {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

/** A period by its name, on the calendar of a zone; `quarter` is the last whole one. Null for `chosen`, which people type. */
export function periodOf(name: PeriodName, now: Date, zone: string): Period | null {
  switch (name) {
    case 'last30':
      return { from: addLocalDays(now, -30, zone), to: now };
    case 'last90':
      return { from: addLocalDays(now, -90, zone), to: now };
    case 'year':
      return { from: addLocalDays(now, -365, zone), to: now };
    case 'quarter': {
      const [year = 0, month = 1] = isoLocalDate(now, zone).split('-').map(Number);
      const first = Math.floor((month - 1) / 3) * 3;
      return { from: startOf(year, first - 3, now, zone), to: startOf(year, first, now, zone) };
    }
    case 'chosen':
      return null;
  }
}

/** Two dates as typed, both included; null when one is no date or they are in the wrong order. */
export function typedPeriod(first: string, last: string, now: Date, zone: string): Period | null {
  const [from, to] = [dayOf(first, now, zone, 0), dayOf(last, now, zone, 1)];
  return from && to && from < to ? { from, to } : null;
}

/** The first instant of a date as typed, or of so many days later; null when it is no date. */
export function dayOf(date: string, now: Date, zone: string, more: number): Date | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(day)) return null;
  return addLocalDays(now, (day - Date.parse(isoLocalDate(now, zone))) / 86_400_000 + more, zone);
}

/** @param month from 0; below it is the year before. */
function startOf(year: number, month: number, now: Date, zone: string): Date {
  return addLocalDays(now, (Date.UTC(year, month, 1) - Date.parse(isoLocalDate(now, zone))) / 86_400_000, zone);
}
