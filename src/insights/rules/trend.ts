import { FEWEST_SHOWN, type Interval } from '#platform/statistics';
import { measure, type Metric, type Scored } from './measure.ts';
import { grouped } from './grouped.ts';
import { monthsOf, type Period } from './period.ts';
import { dateOf } from './span.ts';

interface Timed extends Scored {
  readonly key: { readonly day?: string; readonly month?: string };
}

export interface Point {
  /** `2026-05-19`, the first day of what it stands for, or `2026-05`. */
  readonly x: string;
  readonly n: number;
  /** Null, like the interval, where too few answered. */
  readonly score: number | null;
  readonly ci: Interval | null;
}

const DAY_MS = 86_400_000;
/** A point read on fewer is mostly chance. */
const ENOUGH = 30;
const WIDTHS = [1, 7, 30];
const FEWEST_POINTS = 3;

/**
 * A metric along the period: by month over twelve of them; else by day, week or thirty days, the finest whose points stand on
 * enough answers. Weeks are counted back from today, and days that fill none are left out.
 */
export function trendOf(metric: Metric, rows: readonly Timed[], period: Period): Point[] {
  if (period.grain === 'month') {
    const byMonth = grouped(rows, ({ key }) => key.month ?? '');
    return monthsOf(period.now).map((month) => pointOf(metric, month, byMonth.get(month) ?? []));
  }
  const { from, to } = period.now;
  const days = Math.round((to.getTime() - from.getTime()) / DAY_MS);
  const width = widthOf(days, measure(metric, rows).n);
  const byDay = grouped(rows, ({ key }) => key.day ?? '');
  return Array.from({ length: Math.floor(days / width) }, (_, at, count = Math.floor(days / width)) => {
    const start = to.getTime() - (count - at) * width * DAY_MS;
    const dates = Array.from({ length: width }, (__, n) => dateOf(new Date(start + n * DAY_MS)));
    return pointOf(
      metric,
      dates[0] ?? '',
      dates.flatMap((date) => byDay.get(date) ?? []),
    );
  });
}

function widthOf(days: number, n: number): number {
  const possible = WIDTHS.filter((width) => days / width >= FEWEST_POINTS);
  return possible.find((width) => n / (days / width) >= ENOUGH) ?? possible.at(-1) ?? 1;
}

function pointOf(metric: Metric, x: string, rows: readonly Scored[]): Point {
  const { n, score, ci } = measure(metric, rows);
  return n < FEWEST_SHOWN ? { x, n, score: null, ci: null } : { x, n, score, ci };
}
