import { DateTime } from 'luxon';
import { UNSET } from './quiet-hours.ts';
import { sendRules, sendTime } from './send-time.ts';

const WINDOW = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' };
const FRANCE = { timeZone: 'Europe/Paris', country: 'FR' };
const strasbourg = { country: 'FR', holidayRegion: '67' };
const lyon = { country: 'FR', holidayRegion: null };
const local = (wall: string, zone = 'Europe/Paris') => DateTime.fromISO(wall, { zone }).toJSDate();

type Person = typeof FRANCE;

/** When a message that is ready at that time on the person's wall goes out, on the same wall. */
function goesOut(ready: string, person: Person = FRANCE, site: Parameters<typeof sendRules>[2] = lyon): string {
  const at = local(ready, person.timeZone);
  return DateTime.fromJSDate(sendTime(at, at, sendRules(WINDOW, person, site, UNSET)), {
    zone: person.timeZone,
  }).toFormat("yyyy-MM-dd'T'HH:mm");
}

describe('a message that is ready', () => {
  it.each([
    ['the minute before the evening ends', '2026-05-22T19:59', '2026-05-22T19:59'],
    ['the minute it ends', '2026-05-22T20:00', '2026-05-23T10:00'],
    ['the minute before the morning', '2026-05-22T09:59', '2026-05-22T10:00'],
    ['on a Saturday', '2026-05-23T12:00', '2026-05-23T12:00'],
    ['on a Sunday', '2026-05-17T12:00', '2026-05-18T10:00'],
    ['the day before a holiday', '2026-07-13T12:00', '2026-07-13T12:00'],
    ['on a holiday', '2026-07-14T12:00', '2026-07-15T10:00'],
    ['before the clocks go forward', '2026-03-28T20:05', '2026-03-30T10:00'],
    ['before the clocks go back', '2026-10-24T20:05', '2026-10-26T10:00'],
  ])('%s, %s, goes out at %s', (_, ready, expected) => {
    expect(goesOut(ready)).toBe(expected);
  });

  it.each([
    ['Good Friday', '2026-04-03T12:00', '2026-04-03T12:00', '2026-04-04T10:00'],
    ['Saint Stephen’s', '2026-12-26T12:00', '2026-12-26T12:00', '2026-12-28T10:00'],
  ])('on %s, %s, goes out at %s, and at %s to who went to a shop in Alsace', (_, ready, elsewhere, there) => {
    expect([goesOut(ready), goesOut(ready, FRANCE, strasbourg)]).toEqual([elsewhere, there]);
  });

  it.each([
    ['the fourteenth of July', { timeZone: 'Europe/Brussels', country: 'BE' }, '2026-07-14T12:00', '2026-07-14T12:00'],
    ['the twenty-first', { timeZone: 'Europe/Brussels', country: 'BE' }, '2026-07-21T12:00', '2026-07-22T10:00'],
    ['Good Friday in Belgium', { timeZone: 'Europe/Brussels', country: 'BE' }, '2026-04-03T12:00', '2026-04-03T12:00'],
    ['abolition day in Réunion', { timeZone: 'Indian/Reunion', country: 'RE' }, '2027-12-20T12:00', '2027-12-21T10:00'],
  ])('has the holidays of the person’s country, not of the shop’s: %s', (_, person, ready, expected) => {
    expect(goesOut(ready, person, strasbourg)).toBe(expected);
  });

  it('is an hour earlier by the sun once the clocks went forward, an hour later once they went back', () => {
    const utc = (wall: string) => {
      const at = local(wall);
      return sendTime(at, at, sendRules(WINDOW, FRANCE, lyon, UNSET)).toISOString();
    };
    expect([utc('2026-03-27T21:00'), utc('2026-03-28T21:00')]).toEqual([
      '2026-03-28T09:00:00.000Z',
      '2026-03-30T08:00:00.000Z',
    ]);
    expect([utc('2026-10-23T21:00'), utc('2026-10-24T21:00')]).toEqual([
      '2026-10-24T08:00:00.000Z',
      '2026-10-26T09:00:00.000Z',
    ]);
  });

  it('does not go out before now, however early it was ready', () => {
    const now = local('2026-05-22T15:00');
    expect(sendTime(local('2026-05-20T15:00'), now, sendRules(WINDOW, FRANCE, lyon, UNSET))).toEqual(now);
  });

  it('keeps the quiet hours that no window may exceed', () => {
    const wide = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' };
    const at = (wall: string) => sendTime(local(wall), local(wall), sendRules(wide, FRANCE, lyon, UNSET));
    expect([at('2026-05-22T07:59'), at('2026-05-22T21:29'), at('2026-05-22T21:30')]).toEqual([
      local('2026-05-22T08:00'),
      local('2026-05-22T21:29'),
      local('2026-05-23T08:00'),
    ]);
  });
});
