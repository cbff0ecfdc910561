import fc from 'fast-check';
import { addLocalDays, isoLocalDate, localDayOf, localDaysBetween, startOfLocalDay } from './local-days.ts';

const PARIS = 'Europe/Paris';
const ZONES = [PARIS, 'UTC', 'Indian/Reunion', 'America/New_York', 'America/Santiago', 'Pacific/Auckland'];
const INVITED = new Date('2026-01-15T22:59:00Z'); // 23:59 in Paris

describe('calendar days', () => {
  it.each([
    ['2026-04-14T21:59:00Z', 89], // 23:59 in Paris, in summer time
    ['2026-04-14T22:00:00Z', 90], // midnight
    ['2026-04-15T22:59:00Z', 91], // 90 times 24 hours after: not the rule
    ['2026-01-15T23:00:00Z', 1],
    ['2026-01-14T23:00:00Z', 0],
    ['2026-01-14T22:59:00Z', -1],
  ])('from 15 January 23:59 in Paris to %s are %d', (to, days) => {
    expect(localDaysBetween(INVITED, new Date(to), PARIS)).toBe(days);
  });

  it('are 90 from midnight on, whatever summer time does in between', () => {
    expect(addLocalDays(INVITED, 90, PARIS)).toEqual(new Date('2026-04-14T22:00:00Z'));
  });

  it('start at the first instant there is, where midnight is skipped', () => {
    expect(addLocalDays(new Date('2026-09-05T12:00:00Z'), 1, 'America/Santiago')).toEqual(
      new Date('2026-09-06T04:00:00Z'),
    );
  });

  it('are those of the zone', () => {
    const at = new Date('2026-12-31T21:30:00Z');
    expect(isoLocalDate(at, PARIS)).toBe('2026-12-31');
    expect(isoLocalDate(at, 'Indian/Reunion')).toBe('2027-01-01');
  });

  it('are numbered as their dates follow each other, and start where they start', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
        const day = localDayOf(at.getTime(), zone);
        expect(day).toBe(Date.parse(isoLocalDate(at, zone)) / 86_400_000);
        expect(startOfLocalDay(day, zone)).toEqual(addLocalDays(at, 0, zone));
      }),
    );
  });

  it('count back what they have added, and not a moment sooner', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.integer({ min: -400, max: 400 }), fc.constantFrom(...ZONES), (at, n, zone) => {
        const later = addLocalDays(at, n, zone);
        expect(localDaysBetween(at, later, zone)).toBe(n);
        expect(localDaysBetween(at, new Date(later.getTime() - 1), zone)).toBe(n - 1);
      }),
    );
  });
});
