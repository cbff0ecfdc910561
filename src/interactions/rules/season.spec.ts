import { monthOf, seasonOf } from './season.ts';

describe('seasonOf', () => {
  it.each([
    ['2026-03-31T21:59:59Z', '2026-Q1', '2026-03-31T22:00:00.000Z'],
    ['2026-03-31T22:00:00Z', '2026-Q2', '2026-06-30T22:00:00.000Z'],
    ['2026-12-31T12:00:00Z', '2026-Q4', '2026-12-31T23:00:00.000Z'],
  ])('%s is in %s', (now, season, next) => {
    const found = seasonOf(new Date(now));
    expect([found.name, found.next.toISOString()]).toEqual([season, next]);
  });
});

describe('monthOf', () => {
  it.each([
    ['2026-02-28T22:59:59Z', 'Europe/Paris', '2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z'],
    ['2026-12-15T12:00:00Z', 'Europe/Paris', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['2026-03-31T22:00:00Z', 'Indian/Reunion', '2026-03-31T20:00:00.000Z', '2026-04-30T20:00:00.000Z'],
  ])('of %s in %s is from %s to %s', (now, zone, since, next) => {
    const month = monthOf(new Date(now), zone);
    expect([month.since.toISOString(), month.next.toISOString()]).toEqual([since, next]);
  });
});
