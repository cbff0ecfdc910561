import { addLocalDays, isoLocalDate } from '#platform/calendar';

const ZONE = 'Europe/Paris';

/** The quarter in which people are drawn, `2026-Q4`, and the first instant of the next. */
export interface Season {
  readonly name: string;
  readonly next: Date;
}

export function seasonOf(now: Date): Season {
  const [year, month] = dateOf(now, ZONE);
  const quarter = Math.ceil(month / 3);
  return { name: `${year}-Q${quarter}`, next: startOf(now, ZONE, year, quarter * 3 + 1) };
}

/** The first instants of the month and of the next, on the calendar of the zone. */
export function monthOf(now: Date, zone: string): { since: Date; next: Date } {
  const [year, month] = dateOf(now, zone);
  return { since: startOf(now, zone, year, month), next: startOf(now, zone, year, month + 1) };
}

function dateOf(now: Date, zone: string): [year: number, month: number] {
  const [year, month] = isoLocalDate(now, zone).split('-').map(Number);
  return [year ?? 0, month ?? 0];
}

/** @param month from 1; 13 is January of the year after. */
function startOf(now: Date, zone: string, year: number, month: number): Date {
  const days = (Date.UTC(year, month - 1, 1) - Date.parse(isoLocalDate(now, zone))) / 86_400_000;
  return addLocalDays(now, days, zone);
}
