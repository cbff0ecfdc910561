import { suppressionAfter, type EarlierMail } from './bounce.ts';

const now = new Date('2026-05-12T10:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const came = (code: string, days = 1): EarlierMail => ({ bounced: true, code, at: daysAgo(days) });
const arrived = (days = 1): EarlierMail => ({ bounced: false, code: null, at: daysAgo(days) });

describe('a mail that came back', () => {
  it.each<[string, readonly EarlierMail[], string | null]>([
    ['5.1.1', [], 'invalid'],
    ['5.1.10', [arrived()], 'invalid'],
    ['5.1.8', [], null],
    ['5.2.1', [], null],
    ['5.2.1', [arrived(2), came('5.2.1', 30)], 'blocked'],
    ['5.2.1', [came('5.2.1', 30.1)], null],
    ['5.2.2', [came('5.2.2')], null],
    ['5.2.2', [came('5.2.2'), came('4.2.2', 60)], 'blocked'],
    ['5.2.2', [came('5.2.2'), arrived(), came('5.2.2')], null],
    ['4.2.2', [came('5.2.2'), came('5.2.2')], 'blocked'],
    ['5.4.1', [], null],
    ['5.4.4', [came('5.4.1')], 'blocked'],
    ['5.0.0', [came('5.0.0')], 'blocked'],
    ['5.0.0', [arrived(), came('5.0.0')], null],
    ['4.4.7', [came('4.4.7'), came('4.4.7'), came('4.4.7')], null],
    ['5.3.4', [came('5.3.4'), came('5.3.4')], null],
    ['5.7.26', [came('5.7.26'), came('5.7.26'), came('5.7.26')], null],
    ['5.7.1', [came('5.7.1')], null],
  ])('with %s after %j, makes its address %p', (code, earlier, expected) => {
    expect(suppressionAfter(code, earlier, now)?.cause ?? null).toBe(expected);
  });
});
