import HolidayRules from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { DateTime } from 'luxon';

/** ISO 3166 country; a region of it where holidays differ: `alsace-moselle`, `974`, `US` states as `ca`. */
export interface Place {
  country: string;
  region?: string | undefined;
}

export interface Holidays {
  /** Whether the date (`2026-05-25`) is a public holiday at the place. An unknown country has none. */
  isHoliday: (localDate: string, place: Place) => boolean;
}

const FRENCH_REGIONS: Readonly<Record<string, string>> = {
  'alsace-moselle': '57',
  971: 'GP',
  972: 'MQ',
  973: 'GF',
  974: 'RE',
  976: 'YT',
  977: 'BL',
  978: 'MF',
};
const DAY_MS = 86_400_000;
/** A day may be that much shorter. */
const SUMMER_TIME_MS = 3_600_000;
const OVERSEAS = new Set(['GP', 'MQ', 'GF', 'RE', 'YT', 'BL', 'MF']);

/**
 * Public holidays, remembered by place and year.
 * - Good Friday and 26 December are holidays in the whole of Alsace-Moselle, though the law names only some communes.
 * - French departments overseas are found as countries (`RE`) or as regions of France (`974`).
 * Source: date-holidays; Code du travail L.3133-1, L.3134-13, and the decrees on abolition days.
 */
export function createHolidays(): Holidays {
  const years = new Map<string, ReadonlySet<string>>();
  const states = new Map<string, ReadonlySet<string>>();

  function statesOf(country: string): ReadonlySet<string> {
    const known = states.get(country) ?? new Set(Object.keys(new HolidayRules().getStates(country) ?? {}));
    states.set(country, known);
    return known;
  }

  function isHoliday(localDate: string, place: Place): boolean {
    const [country, region] = official(place);
    const state = statesOf(country).has(region) ? region : '';
    const year = localDate.slice(0, 4);
    const key = `${country}/${state}/${year}`;
    const dates = years.get(key) ?? publicHolidays(country, state, year);
    years.set(key, dates);
    return dates.has(localDate);
  }

  return { isHoliday };
}

/** One memory for the process: what it remembers never changes. */
export const { isHoliday } = createHolidays();

/** Whether the country has a region of that name with holidays of its own: `alsace-moselle`, `974`, a state as `by`. */
export function hasHolidaysOfItsOwn(place: Place): boolean {
  const [country, region] = official(place);
  return region in (new HolidayRules().getStates(country) ?? {});
}

function official({ country, region = '' }: Place): [country: string, region: string] {
  const code = country.toUpperCase();
  if (OVERSEAS.has(code)) return ['FR', code];
  const name = region.toLowerCase().replace(`${code.toLowerCase()}-`, '');
  return [code, (code === 'FR' ? FRENCH_REGIONS[name] : undefined) ?? name.toUpperCase()];
}

function publicHolidays(country: string, state: string, year: string): ReadonlySet<string> {
  const rules = new HolidayRules(country, state, { types: ['public'] });
  if (country === 'FR' && state === 'MF') {
    rules.unsetRule('05-27');
    rules.setHoliday('05-28', { name: 'Abolition de l’esclavage', type: 'public' });
  }
  const found = rules.getHolidays(year) as HolidaysTypes.Holiday[] | undefined;
  return new Set((found ?? []).filter(({ type }) => type === 'public').flatMap(datesOf));
}

/** The whole days that the holiday covers: some last several, and half a day off is none. */
function datesOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = DateTime.fromISO(date.slice(0, 10), { zone: 'utc' });
  const days = Math.floor((end.getTime() - start.getTime() + SUMMER_TIME_MS) / DAY_MS);
  return Array.from({ length: days }, (_, n) => first.plus({ days: n }).toISODate() ?? '');
}
