import { betaQuantile } from './quantiles.ts';
import type { Count } from './shares.ts';

/** What is believed of a share before any answer: its mean, worth `strength` answers. */
export interface Prior {
  mean: number;
  strength: number;
}

export interface ShrunkShare {
  raw: number | null;
  shrunk: number;
  /** The share is above it with a probability of 95 %: for a ranking that promises nothing. */
  prudent: number;
}

/** A score in points, the variance of one answer (0 to 1, as `adjustedNps` gives it: never 0) and how many there are. */
export interface Score {
  score: number;
  variance: number;
  n: number;
}

/** How scores spread between groups, once chance within them is taken out. Mean and tau in points. */
export interface Spread {
  mean: number;
  q: number;
  tauSquared: number;
}

const USUAL_STRENGTH = 30;
const GROUPS_TO_FIT = 20;
const STRENGTH_BOUNDS = [1, 1000] as const;

/** A group's share drawn towards the prior, the more so the fewer its answers (beta-binomial). */
export function shrinkShare({ x, n }: Count, { mean, strength }: Prior): ShrunkShare {
  const alpha = mean * strength + x;
  const beta = (1 - mean) * strength + n - x;
  return {
    raw: n === 0 ? null : x / n,
    shrunk: alpha / (alpha + beta),
    prudent: betaQuantile(0.05, alpha, beta),
  };
}

/**
 * The prior that a network of groups gives to each of them: its own mean, worth 30 answers, or from 20 groups on as
 * many as their spread says (moments of the beta-binomial, Kleinman 1973). Null when nobody has answered.
 */
export function priorOf(groups: readonly Count[]): Prior | null {
  const answered = groups.filter(({ n }) => n > 0);
  const total = sum(answered.map(({ n }) => n));
  if (total === 0) return null;
  const mean = sum(answered.map(({ x }) => x)) / total;
  const chance = mean * (1 - mean);
  if (answered.length < GROUPS_TO_FIT || chance === 0) return { mean, strength: USUAL_STRENGTH };
  const spread = sum(answered.map(({ x, n }) => n * (x / n - mean) ** 2));
  const groupsLess = sum(answered.map(({ n }) => 1 - n / total));
  const answersLess = sum(answered.map(({ n }) => n * (1 - n / total)));
  const likeness = (spread - chance * groupsLess) / (chance * (answersLess - groupsLess));
  const [least, most] = STRENGTH_BOUNDS;
  return { mean, strength: likeness > 0 ? Math.min(most, Math.max(least, 1 / likeness - 1)) : most };
}

/** A group's score drawn towards the mean of all; `weight` is the part that stays its own (normal model). */
export function shrinkScore(
  { score, variance, n }: Score,
  { mean, tauSquared }: Pick<Spread, 'mean' | 'tauSquared'>,
): { weight: number; shrunk: number } {
  const error = (10_000 * variance) / n;
  const weight = tauSquared === 0 ? 0 : tauSquared / (tauSquared + error);
  return { weight, shrunk: weight * score + (1 - weight) * mean };
}

/** The mean and spread of the groups' scores. Source: DerSimonian and Laird 1986. Null without groups. */
export function spreadOf(groups: readonly Score[]): Spread | null {
  const answered = groups.filter(({ n }) => n > 0);
  if (answered.length === 0) return null;
  const weights = answered.map(({ variance, n }) => n / (10_000 * variance));
  const total = sum(weights);
  const mean = sum(answered.map(({ score }, index) => score * (weights[index] ?? 0))) / total;
  const q = sum(answered.map(({ score }, index) => (weights[index] ?? 0) * (score - mean) ** 2));
  const scale = total - sum(weights.map((weight) => weight ** 2)) / total;
  return { mean, q, tauSquared: scale > 0 ? Math.max(0, (q - (answered.length - 1)) / scale) : 0 };
}

/** A mean of n ratings drawn towards the prior's. */
export function shrinkMean({ mean, n }: { mean: number; n: number }, prior: Prior): number {
  return (prior.strength * prior.mean + n * mean) / (prior.strength + n);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
