import { periodOf, type PeriodName } from './period.ts';
import { trendOf } from './trend.ts';

const now = new Date('2026-05-19T09:30:00Z');
const DAY_MS = 86_400_000;

/** So many fives on each of the last days. */
const daily = (days: number, n: number) =>
  Array.from({ length: days }, (_, ago) => ({
    key: { day: new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10) },
    metric: 'csat' as const,
    score: 5,
    n,
  }));

describe('a trend', () => {
  it.each<[string, PeriodName, number, number, string, number]>([
    ['by day where each has enough', '30d', 30, 30, '2026-04-20', 30],
    ['by week where days have too few', '30d', 29, 4, '2026-04-22', 203],
    ['by thirty days where weeks have too few', '90d', 3, 3, '2026-02-19', 90],
    ['by week over a month even with few', '30d', 1, 4, '2026-04-22', 7],
    ['by day over a week, there is nothing finer to stand on', '7d', 1, 7, '2026-05-13', 1],
  ])('is drawn %s', (_, name, perDay, count, first, perPoint) => {
    const points = trendOf('csat', daily(Number.parseInt(name), perDay), periodOf(name, now));
    expect(points.map(({ n }) => n)).toEqual(Array<number>(count).fill(perPoint));
    expect(points[0]?.x).toBe(first);
  });

  it('has a gap where fewer than five answered, and a point at five', () => {
    const points = trendOf('csat', [...daily(2, 4), ...daily(1, 1)], periodOf('7d', now));
    expect(points.slice(-2)).toEqual([
      { x: '2026-05-18', n: 4, score: null, ci: null },
      { x: '2026-05-19', n: 5, score: 100, ci: [expect.closeTo(56.55, 2), 100] },
    ]);
  });

  it('over twelve months has each of them, answered or not', () => {
    const rows = [{ key: { month: '2026-03' }, metric: 'csat' as const, score: 4, n: 10 }];
    const points = trendOf('csat', rows, periodOf('12m', now));
    expect(points.map(({ x }) => x)).toEqual(expect.arrayContaining(['2025-06', '2026-03', '2026-05']));
    expect(points.filter(({ score }) => score !== null)).toEqual([expect.objectContaining({ x: '2026-03', n: 10 })]);
  });
});
