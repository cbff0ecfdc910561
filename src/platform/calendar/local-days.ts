import { inZone, offsetAt } from './zones.ts';

const DAY_MS = 86_400_000;

/** The date on the calendar of the zone, `2026-05-22`. */
export function isoLocalDate(at: Date, zone: string): string {
  return inZone(at, zone).toISODate();
}

/** Midnights of the zone passed from a to b: 0 within a day, below zero when b is before a. Summer time changes nothing. */
export function localDaysBetween(a: Date, b: Date, zone: string): number {
  return (Date.parse(isoLocalDate(b, zone)) - Date.parse(isoLocalDate(a, zone))) / DAY_MS;
}

/**
 * The first instant of the day that comes n calendar days after the instant's own, in the zone: the moment from which
 * `localDaysBetween` counts n. With n = 0, the start of the day itself.
 */
export function addLocalDays(at: Date, n: number, zone: string): Date {
  return inZone(at, zone).startOf('day').plus({ days: n }).startOf('day').toJSDate();
}

/** The day on the calendar of the zone, as a number to reckon with: days since 1 January 1970. @param at instant in ms. */
export function localDayOf(at: number, zone: string): number {
  return Math.floor((at + offsetAt(at, zone)) / DAY_MS);
}

/** The first instant of a day as `localDayOf` numbers it. */
export function startOfLocalDay(day: number, zone: string): Date {
  const noon = day * DAY_MS + DAY_MS / 2;
  return inZone(new Date(noon - offsetAt(noon, zone)), zone)
    .startOf('day')
    .toJSDate();
}
