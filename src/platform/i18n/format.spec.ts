import type { Language } from '#platform/values';
import { format } from './index.ts';

const zone = 'Europe/Paris';
/** Makes the spaces visible: ~ is U+00A0, _ is U+202F. */
const seen = (text: string) => text.replaceAll('\u00a0', '~').replaceAll('\u202f', '_');

describe('numbers for people', () => {
  const cases: [string, (language: Language) => string, string, string][] = [
    ['a thousand', (l) => format.number(l, 12345.678), '12_345,68', '12,345.68'],
    ['a negative number', (l) => format.number(l, -3), '−3', '−3'],
    ['a fixed decimal', (l) => format.number(l, 4, { fixed: 1 }), '4,0', '4.0'],
    ['a share', (l) => format.percent(l, 0.421), '42~%', '42%'],
    ['a share with a decimal', (l) => format.percent(l, 0.421, { digits: 1 }), '42,1~%', '42.1%'],
    ['a good score', (l) => format.signed(l, 35), '+35', '+35'],
    ['a bad score', (l) => format.signed(l, -12), '−12', '−12'],
    ['a score of nothing', (l) => format.signed(l, 0), '0', '0'],
    ['a score that rounds to nothing', (l) => format.signed(l, -0.04), '0', '0'],
    ['whole euros', (l) => format.money(l, 2000, 'EUR'), '20~€', '€20'],
    ['euros and cents', (l) => format.money(l, 123450, 'EUR'), '1_234,50~€', '€1,234.50'],
    ['yen, which have no cents', (l) => format.money(l, 500, 'JPY'), '500~JPY', 'JP¥500'],
  ];
  it.each(cases)('writes %s', (_name, write, french, english) => {
    expect(seen(write('fr'))).toBe(french);
    expect(seen(write('en'))).toBe(english);
  });

  it('writes a phone as its reader dials it', () => {
    expect(seen(format.phone('+33612345678'))).toBe('06~12~34~56~78');
    expect(seen(format.phone('+33612345678', 'BE'))).toBe('+33~6~12~34~56~78');
    expect(format.phone('not a number')).toBe('not a number');
  });
});

describe('times for people', () => {
  const summer = '2026-05-23T12:30:00Z';
  const winter = '2026-01-01T23:30:00Z';

  it('writes dates and clock times in the zone of the organisation, summer and winter', () => {
    expect(format.date('fr', summer, zone)).toBe('23 mai 2026');
    expect(format.date('en', summer, zone)).toBe('23 May 2026');
    expect(format.time('fr', summer, zone)).toBe('14:30');
    expect(format.date('fr', winter, zone)).toBe('2 janvier 2026');
    expect(format.time('en', winter, zone)).toBe('00:30');
    expect(seen(format.dateTime('fr', summer, zone))).toBe('23 mai 2026 à~14:30');
  });

  it('writes the first of a month as French does', () => {
    expect(format.date('fr', '2026-05-01', zone)).toBe('1er mai 2026');
    expect(format.date('fr', '2026-05-01', zone, 'weekday')).toBe('vendredi 1er mai');
    expect(format.date('fr', '2026-05-21', zone)).toBe('21 mai 2026');
    expect(format.date('en', '2026-05-01', zone, 'weekday')).toBe('Friday 1 May');
  });

  it('leaves a calendar date where it is, whatever the zone', () => {
    expect(format.date('fr', '2026-05-23', 'America/Los_Angeles', 'numeric')).toBe('23/05/2026');
  });

  it.each([
    [30, 'maintenant'],
    [-300, 'il y a 5 min'],
    [7200 + 1800, 'dans 2 h'],
    [-86_400, 'hier'],
    [86_400 * 3, 'dans 3 j'],
  ])('says %i seconds from now as « %s »', (seconds, text) => {
    const now = new Date('2026-05-23T12:30:00Z');
    const value = new Date(now.getTime() + seconds * 1000);
    expect(format.relative('fr', value, now).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(text);
  });

  it.each([
    [0, '0~s'],
    [45, '45~s'],
    [7500, '2~h 5~min'],
    ['PT30M', '30~min'],
    ['P1W', '7~j'],
    [3 * 86_400 + 4 * 3600 + 59, '3~j 4~h'],
  ])('writes a duration of %s as %s', (value, text) => {
    expect(seen(format.duration('fr', value))).toBe(text);
  });
});
