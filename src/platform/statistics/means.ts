import { t95 } from './quantiles.ts';
import type { Interval } from './quantiles.ts';

/** In the scale's own units. A single answer has neither deviation nor interval. */
export interface Mean {
  n: number;
  mean: number;
  sd: number | null;
  se: number | null;
  ci: Interval | null;
}

/**
 * The mean of a distribution (how many gave each score, from the lowest score up) with its t interval at 95 %.
 * Null without answers.
 */
export function meanOf(distribution: readonly number[], lowest: number): Mean | null {
  const n = distribution.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const mean = distribution.reduce((sum, count, index) => sum + count * (lowest + index), 0) / n;
  if (n === 1) return { n, mean, sd: null, se: null, ci: null };
  const squares = distribution.reduce((sum, count, index) => sum + count * (lowest + index - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (n - 1));
  const se = sd / Math.sqrt(n);
  const reach = t95(n - 1) * se;
  return { n, mean, sd, se, ci: [mean - reach, mean + reach] };
}
