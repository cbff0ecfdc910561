import { arrow, compare, display, type Difference } from '#platform/statistics';
import type { Scale } from '#platform/values';

/**
 * What may be said of a change: `real`: beyond chance, large and on enough answers; `slight`: beyond chance, but under five points;
 * `unsure`: beyond chance, on too few answers; `chance`: no more than chance would do; `unknown`: too few before, or now.
 */
export type Verdict = 'real' | 'slight' | 'unsure' | 'chance' | 'unknown';

export interface Change {
  readonly verdict: Verdict;
  /** In points; null when unknown. */
  readonly points: number | null;
  readonly tone: 'better' | 'worse' | 'same';
}

/** Only a real change is called better or worse. Source: domain 1.1. */
export function verdictOn(difference: Difference | null): Change {
  if (!difference || display(difference.n) === 'hidden') return { verdict: 'unknown', points: null, tone: 'same' };
  const { change: points, z, n } = difference;
  const direction = arrow(difference);
  if (direction) return { verdict: 'real', points, tone: direction === 'up' ? 'better' : 'worse' };
  if (Math.abs(z) < 1.96) return { verdict: 'chance', points, tone: 'same' };
  return { verdict: display(n) === 'ranked' ? 'slight' : 'unsure', points, tone: 'same' };
}

/** The change of a score between two distributions of its scale. */
export function changeOf(scale: Scale, before: readonly number[], now: readonly number[]): Change {
  return verdictOn(compare(scale, before, now));
}
