import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isHoliday } from './holidays.ts';
import { everOpens, nextSendTime, sendWindowEnd } from './send-window.ts';
import type { SendRules, SendWindow } from './send-window.ts';

const PARIS = 'Europe/Paris';
const CEILING = { from: '08:00', to: '21:30' };
const WEEKDAYS: SendWindow = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' };

function rules(changes: Partial<SendRules> = {}): SendRules {
  return {
    window: WEEKDAYS,
    zone: PARIS,
    holidays: { country: 'FR' },
    closedOnHolidays: true,
    hardCeiling: CEILING,
    ...changes,
  };
}

const local = (text: string, zone = PARIS): Date => DateTime.fromISO(text, { zone }).toJSDate();
const ALSACE = { holidays: { country: 'FR', region: 'alsace-moselle' } };

describe('a send window', () => {
  it.each([
    ['2026-05-22T09:15', {}, '2026-05-22T08:00:00.000Z'],
    ['2026-05-22T19:59:59', {}, '2026-05-22T17:59:59.000Z'],
    ['2026-05-22T20:00:00', {}, '2026-05-23T08:00:00.000Z'],
    ['2026-05-23T21:45', {}, '2026-05-26T08:00:00.000Z'],
    ['2026-04-02T20:30', {}, '2026-04-03T08:00:00.000Z'],
    ['2026-04-02T20:30', ALSACE, '2026-04-04T08:00:00.000Z'],
    ['2026-12-24T20:01', {}, '2026-12-26T09:00:00.000Z'],
    ['2026-12-24T20:01', ALSACE, '2026-12-28T09:00:00.000Z'],
    ['2026-03-28T20:05', {}, '2026-03-30T08:00:00.000Z'],
    ['2026-10-24T20:05', {}, '2026-10-26T09:00:00.000Z'],
    ['2026-07-13T21:00', {}, '2026-07-15T08:00:00.000Z'],
    ['2026-05-22T09:59:59.999', {}, '2026-05-22T08:00:00.000Z'],
    ['2026-05-22T10:00:00', {}, '2026-05-22T08:00:00.000Z'],
    ['2026-05-25T12:00', { closedOnHolidays: false }, '2026-05-25T10:00:00.000Z'],
    ['2026-05-22T12:00', { window: { ...WEEKDAYS, days: [7] } }, '2026-05-24T08:00:00.000Z'],
  ])('takes a message ready at %s in Paris, with %j, at %s', (ready, changes, sent) => {
    expect(nextSendTime(local(ready), rules(changes)).toISOString()).toBe(sent);
  });

  it('is that of the recipient’s own zone and holidays', () => {
    const reunion = rules({ zone: 'Indian/Reunion', holidays: { country: 'RE' } });
    expect(nextSendTime(new Date('2026-05-22T16:00:00Z'), reunion).toISOString()).toBe('2026-05-23T06:00:00.000Z');
    expect(nextSendTime(new Date('2028-12-20T08:00:00Z'), reunion).toISOString()).toBe('2028-12-21T06:00:00.000Z');
  });

  it('never exceeds the ceiling', () => {
    const wide = rules({ window: { ...WEEKDAYS, from: '06:00', to: '23:00' } });
    expect(nextSendTime(local('2026-05-22T07:00'), wide)).toEqual(local('2026-05-22T08:00'));
    expect(nextSendTime(local('2026-05-22T21:29'), wide)).toEqual(local('2026-05-22T21:29'));
    expect(nextSendTime(local('2026-05-22T21:30'), wide)).toEqual(local('2026-05-23T08:00'));
  });

  it.each([
    ['no day', { ...WEEKDAYS, days: [] }],
    ['a day of no week', { ...WEEKDAYS, days: [8] }],
    ['hours that end before they start', { ...WEEKDAYS, from: '20:00', to: '10:00' }],
    ['hours the ceiling forbids', { ...WEEKDAYS, from: '22:00', to: '23:00' }],
  ])('with %s never opens, and says so', (_, window) => {
    expect(everOpens(window, CEILING)).toBe(false);
    expect(() => nextSendTime(local('2026-05-22T12:00'), rules({ window }))).toThrow(RangeError);
  });

  it('skips hours that summer time takes away', () => {
    const night = rules({
      window: { days: [1, 2, 3, 4, 5, 6, 7], from: '02:00', to: '03:00' },
      hardCeiling: { from: '00:00', to: '24:00' },
    });
    expect(nextSendTime(local('2026-03-29T00:30'), night)).toEqual(local('2026-03-30T02:00'));
  });

  it.each([
    ['2026-05-22T12:00', '2026-05-22T20:00'],
    ['2026-05-22T19:59', '2026-05-22T20:00'],
    ['2026-05-22T20:00', '2026-05-22T20:00'],
    ['2026-05-24T12:00', '2026-05-24T12:00'],
    ['2026-05-25T12:00', '2026-05-25T12:00'],
  ])('seen at %s in Paris closes at %s', (at, end) => {
    expect(sendWindowEnd(local(at), rules())).toEqual(local(end));
  });

  it('is open at the time it gives, which is never earlier and gives itself again', () => {
    const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true });
    const half = fc.integer({ min: 0, max: 22 });
    const zones = fc.constantFrom(
      PARIS,
      'Indian/Reunion',
      'America/New_York',
      'America/Cayenne',
      'Australia/Lord_Howe',
    );
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const time = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
    fc.assert(
      fc.property(instant, zones, days, half, half, (ready, zone, open, start, length) => {
        const window = { days: open, from: time(start), to: time(Math.min(24, start + 1 + length)) };
        const all = rules({ zone, window });
        fc.pre(everOpens(window, CEILING));
        const sent = nextSendTime(ready, all);
        const at = DateTime.fromJSDate(sent, { zone });
        const wall = at.toFormat('HH:mm');
        expect(sent.getTime()).toBeGreaterThanOrEqual(ready.getTime());
        expect(nextSendTime(sent, all)).toEqual(sent);
        expect(open).toContain(at.weekday);
        expect(isHoliday(at.toISODate() ?? '', { country: 'FR' })).toBe(false);
        expect(wall >= window.from && wall < window.to && wall >= CEILING.from && wall < CEILING.to).toBe(true);
        expect(sendWindowEnd(sent, all).getTime()).toBeGreaterThan(sent.getTime());
      }),
    );
  });
});
