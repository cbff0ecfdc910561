import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import type { BusinessCalendar } from './business-time.ts';

const PARIS = 'Europe/Paris';
const NINE_TO_SIX = [{ from: '09:00', to: '18:00' }];
const OFFICE: BusinessCalendar = {
  zone: PARIS,
  hours: { 1: NINE_TO_SIX, 2: NINE_TO_SIX, 3: NINE_TO_SIX, 4: NINE_TO_SIX, 5: NINE_TO_SIX },
  holidays: { country: 'FR' },
};
const STRASBOURG: BusinessCalendar = { ...OFFICE, holidays: { country: 'FR', region: 'alsace-moselle' } };
const CALLS = [
  { from: '14:00', to: '20:00' },
  { from: '10:00', to: '13:00' },
];
const CALL_HOURS: BusinessCalendar = { zone: PARIS, hours: { 1: CALLS, 2: CALLS, 3: CALLS, 4: CALLS, 5: CALLS } };
const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const ALWAYS: BusinessCalendar = {
  zone: PARIS,
  hours: { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY },
};

const local = (text: string): Date => DateTime.fromISO(text, { zone: PARIS }).toJSDate();

describe('business time', () => {
  it.each([
    ['2026-05-22T17:30', 8, OFFICE, '2026-05-26T16:30'],
    ['2026-05-22T17:30', 1, OFFICE, '2026-05-26T09:30'],
    ['2026-05-23T12:00', 4, OFFICE, '2026-05-26T13:00'],
    ['2026-05-19T08:00', 9, OFFICE, '2026-05-19T18:00'],
    ['2026-05-19T18:00', 9, OFFICE, '2026-05-20T18:00'],
    ['2026-05-13T15:00', 18, OFFICE, '2026-05-18T15:00'],
    ['2026-04-02T16:00', 4, OFFICE, '2026-04-03T11:00'],
    ['2026-04-02T16:00', 4, STRASBOURG, '2026-04-07T11:00'],
    ['2026-05-19T17:59', 1, OFFICE, '2026-05-20T09:59'],
    ['2026-05-19T09:00', 0.5, OFFICE, '2026-05-19T09:30'],
    ['2026-05-19T12:30', 1, CALL_HOURS, '2026-05-19T14:30'],
    ['2026-05-19T19:00', 2, CALL_HOURS, '2026-05-20T11:00'],
    ['2026-03-28T15:00', 24, ALWAYS, '2026-03-29T16:00'],
    ['2026-10-24T15:00', 24, ALWAYS, '2026-10-25T14:00'],
  ])('from %s, %d h are due at the right time (case %#)', (start, hours, calendar, due) => {
    expect(addBusinessTime(local(start), hours, calendar)).toEqual(local(due));
    expect(businessTimeBetween(local(start), local(due), calendar)).toBeCloseTo(hours, 9);
  });

  it('leaves a start where it is when there is nothing to add, even on a Sunday', () => {
    expect(addBusinessTime(local('2026-05-24T12:00'), 0, OFFICE)).toEqual(local('2026-05-24T12:00'));
  });

  it('does not pass while the team is closed', () => {
    expect(businessTimeBetween(local('2026-05-22T18:00'), local('2026-05-26T09:00'), OFFICE)).toBe(0);
  });

  it('counts hours given twice once', () => {
    const twice = { ...OFFICE, hours: { 2: [...NINE_TO_SIX, { from: '10:00', to: '19:00' }] } };
    expect(businessTimeBetween(local('2026-05-19T00:00'), local('2026-05-20T00:00'), twice)).toBe(10);
  });

  it('is refused to a team that never opens, and below zero', () => {
    expect(() => addBusinessTime(local('2026-05-19T12:00'), 1, { ...OFFICE, hours: {} })).toThrow(RangeError);
    expect(() => addBusinessTime(local('2026-05-19T12:00'), -1, OFFICE)).toThrow(RangeError);
    expect(businessTimeBetween(local('2026-05-19T12:00'), local('2026-05-20T12:00'), { ...OFFICE, hours: {} })).toBe(0);
  });

  it('adds up: so much and then so much is both at once, and is counted back', () => {
    const instant = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const quarters = fc.integer({ min: 0, max: 160 }).map((count) => count / 4);
    const calendars = fc.constantFrom(OFFICE, STRASBOURG, CALL_HOURS, ALWAYS);
    fc.assert(
      fc.property(instant, quarters, quarters, calendars, (start, first, then, calendar) => {
        const due = addBusinessTime(start, first + then, calendar);
        expect(addBusinessTime(addBusinessTime(start, first, calendar), then, calendar)).toEqual(due);
        expect(businessTimeBetween(start, due, calendar)).toBeCloseTo(first + then, 9);
        expect(businessTimeBetween(due, start, calendar)).toBeCloseTo(-(first + then), 9);
      }),
    );
  });
});
