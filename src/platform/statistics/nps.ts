import { twoSidedP, Z_95 } from './quantiles.ts';
import type { Interval } from './quantiles.ts';

export interface NpsCounts {
  promoters: number;
  passives: number;
  detractors: number;
}

/** In points, from −100 to 100. Without answers there is no score and no interval. */
export interface Nps {
  n: number;
  score: number | null;
  ci: Interval | null;
}

/** A change between two periods, `z` in standard errors. `n` is the smaller of the two samples. */
export interface Difference {
  n: number;
  change: number;
  ci: Interval;
  z: number;
  p: number;
}

/** Variance of one answer counted −1, 0 or 1, from 0 to 1: p + d − (p − d)². */
export function npsVariance({ promoters, passives, detractors }: NpsCounts): number {
  const n = promoters + passives + detractors;
  return (promoters + detractors) / n - ((promoters - detractors) / n) ** 2;
}

/**
 * The score and error used for intervals and tests: three answers are added, spread evenly (adjusted Wald, which
 * keeps its width when everybody agrees). Score and se in points, variance from 0 to 1. Source: Rocks 2016.
 */
export function adjustedNps(counts: NpsCounts): { score: number; variance: number; se: number } {
  const adjusted = {
    promoters: counts.promoters + 0.75,
    passives: counts.passives + 1.5,
    detractors: counts.detractors + 0.75,
  };
  const n = size(adjusted);
  const variance = npsVariance(adjusted);
  return { score: scoreOf(adjusted), variance, se: 100 * Math.sqrt(variance / n) };
}

/** The score as counted, with the adjusted-Wald interval at 95 %, which ends at −100 and 100. */
export function nps(counts: NpsCounts): Nps {
  const n = size(counts);
  if (n === 0) return { n, score: null, ci: null };
  const { score, se } = adjustedNps(counts);
  return { n, score: scoreOf(counts), ci: [Math.max(-100, score - Z_95 * se), Math.min(100, score + Z_95 * se)] };
}

/**
 * The change from one period to the next, in points, the two having been asked of different people. `change` is as
 * counted; interval, z and p come from the adjusted scores. Null when a period has no answers.
 */
export function npsDifference(before: NpsCounts, after: NpsCounts): Difference | null {
  const n = Math.min(size(before), size(after));
  if (n === 0) return null;
  const [first, second] = [adjustedNps(before), adjustedNps(after)];
  const change = second.score - first.score;
  const se = Math.hypot(first.se, second.se);
  const z = change / se;
  return {
    n,
    change: scoreOf(after) - scoreOf(before),
    ci: [change - Z_95 * se, change + Z_95 * se],
    z,
    p: twoSidedP(z),
  };
}

function size({ promoters, passives, detractors }: NpsCounts): number {
  return promoters + passives + detractors;
}

function scoreOf(counts: NpsCounts): number {
  return (100 * (counts.promoters - counts.detractors)) / size(counts);
}
