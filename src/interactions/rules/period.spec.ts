import { periodOf, typedPeriod } from './period.ts';

const ZONE = 'Europe/Paris';
const NOW = new Date('2026-02-10T15:00:00Z');
const iso = (period: { from: Date; to: Date } | null) => period && [period.from.toISOString(), period.to.toISOString()];

describe('a period', () => {
  it.each([
    ['quarter', '2026-02-10T15:00:00Z', ['2025-09-30T22:00:00.000Z', '2025-12-31T23:00:00.000Z']],
    ['quarter', '2026-06-30T21:59:00Z', ['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z']],
    ['quarter', '2026-06-30T22:00:00Z', ['2026-03-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z']],
    ['last30', '2026-02-10T15:00:00Z', ['2026-01-10T23:00:00.000Z', '2026-02-10T15:00:00.000Z']],
    ['chosen', '2026-02-10T15:00:00Z', null],
  ] as const)('%s, on %s', (name, now, expected) => {
    expect(iso(periodOf(name, new Date(now), ZONE))).toEqual(expected);
  });

  it.each([
    ['2026-01-01', '2026-01-31', ['2025-12-31T23:00:00.000Z', '2026-01-31T23:00:00.000Z']],
    ['2026-03-29', '2026-03-29', ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']],
    ['2026-02-01', '2026-01-31', null],
    ['2026-02-31', '2026-13-01', null],
    ['soon', '', null],
  ])('typed, from %s to %s', (first, last, expected) => {
    expect(iso(typedPeriod(first, last, NOW, ZONE))).toEqual(expected);
  });
});
