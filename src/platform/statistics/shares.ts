import type { Difference } from './nps.ts';
import { twoSidedP, Z_95 } from './quantiles.ts';
import type { Interval } from './quantiles.ts';

/** x out of n. */
export interface Count {
  x: number;
  n: number;
}

/** The Wilson interval of a share at 95 %, between 0 and 1: right at 0 and at 1 too. Of nothing it says nothing: 0 to 1. */
export function wilson({ x, n }: Count): Interval {
  if (n === 0) return [0, 1];
  const p = x / n;
  const z2 = Z_95 ** 2;
  const centre = p + z2 / (2 * n);
  const reach = Z_95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return [Math.max(0, Math.min(p, (centre - reach) / scale)), Math.min(1, Math.max(p, (centre + reach) / scale))];
}

/**
 * The change of a share from one period to the next, all in shares (0.1 is ten points): Newcombe's interval, made of
 * the two Wilson intervals, and the pooled z test. Null when a period is empty.
 */
export function shareDifference(before: Count, after: Count): Difference | null {
  if (before.n === 0 || after.n === 0) return null;
  const [from, to] = [before.x / before.n, after.x / after.n];
  const [fromLow, fromHigh] = wilson(before);
  const [toLow, toHigh] = wilson(after);
  const change = to - from;
  const pooled = (before.x + after.x) / (before.n + after.n);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n));
  const z = se === 0 ? 0 : change / se;
  return {
    n: Math.min(before.n, after.n),
    change,
    ci: [change - Math.hypot(to - toLow, fromHigh - from), change + Math.hypot(toHigh - to, from - fromLow)],
    z,
    p: twoSidedP(z),
  };
}
