import { display } from './display.ts';
import type { Difference } from './nps.ts';

export type Arrow = 'up' | 'down';

/**
 * The arrow a change deserves, or null: it must be beyond chance (1.96 standard errors), large enough to matter
 * (`minimumChange`, in points) and read on enough answers in both periods. Takes a change in points.
 */
export function arrow(difference: Difference | null, minimumChange = 5): Arrow | null {
  if (!difference || display(difference.n) !== 'ranked') return null;
  const { change, z } = difference;
  if (Math.abs(z) < 1.96 || Math.abs(change) < minimumChange - 1e-9) return null;
  return change > 0 ? 'up' : 'down';
}

/**
 * Which of many tests to believe, in the order given, when a share q of those believed may be false.
 * Source: Benjamini and Hochberg 1995.
 */
export function discoveries(pValues: readonly number[], q = 0.1): boolean[] {
  const ascending = [...pValues].sort((a, b) => a - b);
  const threshold = ascending.findLast((p, index) => p <= (q * (index + 1)) / pValues.length);
  return pValues.map((p) => threshold !== undefined && p <= threshold);
}
