import { createHolidays, isHoliday } from './holidays.ts';
import type { Place } from './holidays.ts';

const FRANCE: Place = { country: 'FR' };
const ALSACE: Place = { country: 'FR', region: 'alsace-moselle' };

function holidaysOf(year: number, place: Place): string[] {
  const dates = Array.from({ length: 366 }, (_, day) =>
    new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
  );
  return dates.filter((date) => date.startsWith(String(year)) && isHoliday(date, place)).map((date) => date.slice(5));
}

describe('public holidays', () => {
  it.each([
    [2025, '04-18', '04-20', '04-21', '05-29', '06-09'],
    [2026, '04-03', '04-05', '04-06', '05-14', '05-25'],
    [2027, '03-26', '03-28', '03-29', '05-06', '05-17'],
    [2028, '04-14', '04-16', '04-17', '05-25', '06-05'],
    [2029, '03-30', '04-01', '04-02', '05-10', '05-21'],
    [2030, '04-19', '04-21', '04-22', '05-30', '06-10'],
  ])('of %d in France', (year, goodFriday, easter, easterMonday, ascension, whitMonday) => {
    const movable = [easterMonday, ascension, whitMonday];
    const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
    expect(holidaysOf(year, FRANCE)).toEqual([...new Set([...fixed, ...movable])].sort());
    expect(holidaysOf(year, ALSACE)).toEqual([...new Set([...fixed, ...movable, goodFriday, '12-26'])].sort());
    expect(isHoliday(`${year}-${easter}`, FRANCE)).toBe(false);
  });

  it.each(['alsace-moselle', 'Alsace-Moselle', '57', '67', '68', 'FR-67'])('close Alsace-Moselle, as %s', (region) => {
    expect(isHoliday('2026-04-03', { country: 'FR', region })).toBe(true);
    expect(isHoliday('2026-12-26', { country: 'FR', region })).toBe(true);
    expect(isHoliday('2026-12-27', { country: 'FR', region })).toBe(false);
  });

  it.each([
    ['YT', '976', '04-27'],
    ['MQ', '972', '05-22'],
    ['GP', '971', '05-27'],
    ['MF', '978', '05-28'],
    ['GF', '973', '06-10'],
    ['BL', '977', '10-09'],
    ['RE', '974', '12-20'],
  ])('remember abolition in %s (%s) on %s, and there alone', (country, region, date) => {
    const day = `2026-${date}`;
    expect(isHoliday(day, { country })).toBe(true);
    expect(isHoliday(day, { country: 'FR', region })).toBe(true);
    expect(isHoliday(day, { country: 'FR', region: country })).toBe(true);
    expect(isHoliday(day, FRANCE)).toBe(false);
    expect(isHoliday('2026-07-14', { country })).toBe(true);
  });

  it('are not on 27 May in Saint-Martin, which keeps the 28th', () => {
    expect(isHoliday('2026-05-27', { country: 'MF' })).toBe(false);
  });

  it.each<[string, Place, boolean]>([
    ['2026-07-21', { country: 'BE' }, true],
    ['2026-07-14', { country: 'BE' }, false],
    ['2026-07-04', { country: 'US' }, true],
    ['2026-10-03', { country: 'de' }, true],
    ['2026-01-06', { country: 'DE', region: 'BY' }, true],
    ['2026-01-06', { country: 'DE', region: 'HH' }, false],
    ['2026-12-25', { country: 'ZZ' }, false],
    ['2026-12-25', { country: '' }, false],
    ['2026-12-25', { country: 'FR', region: '33' }, true],
    ['2026-12-26', { country: 'FR', region: '33' }, false],
  ])('on %s in %p: %p', (date, place, expected) => {
    expect(isHoliday(date, place)).toBe(expected);
  });

  it('may last several days, and end with the last whole one', () => {
    const eid = ['03-18', '03-19', '03-20', '03-21', '03-22', '03-23', '03-24'];
    const kept = eid.filter((date) => isHoliday(`2026-${date}`, { country: 'TR' }));
    expect(kept).toEqual(['03-20', '03-21', '03-22']);
  });

  it('are whole on the day summer time begins', () => {
    expect(isHoliday('2027-03-28', { country: 'DE', region: 'BB' })).toBe(true); // Easter Sunday
  });

  it('are the same in every calendar made', () => {
    expect(createHolidays().isHoliday('2026-05-25', FRANCE)).toBe(true);
  });
});
