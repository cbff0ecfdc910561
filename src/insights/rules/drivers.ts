import { Z_95, type Interval } from '#platform/statistics';
import { varianceOf } from './estimate.ts';
import { correlations, product, solve, spread, type Matrix } from './linear.ts';
import type { Weighting } from './weights.ts';

/** One person's overall score and the marks given to each item, in the order of the items. All answered. */
export interface Marked {
  readonly stratum: string;
  readonly overall: number;
  readonly marks: readonly number[];
}

export interface Driver {
  /** Of what the items together explain, the part this one does: 0 to 1. */
  readonly share: number;
  readonly shareCi: Interval;
  /** Points of the overall score that go with one point of the item, the others being equal. */
  readonly effect: number;
  readonly effectCi: Interval;
  readonly mean: number;
}

export interface Drivers {
  readonly n: number;
  /** How much of the differences of the overall score the items explain: 0 to 1. */
  readonly explained: number;
  readonly items: readonly Driver[];
}

/** A drawing of fewer answers, or of items that explain less, would be read for more than it says. Source: domain 1.11. */
const FEWEST_FOR_DRIVERS = 200;
const LEAST_EXPLAINED = 0.1;
const MOST_ITEMS = 6;
const RESAMPLES = 500;
/** Larger samples are resampled by so many, their intervals being narrowed to their size. */
const LARGEST_RESAMPLE = 3000;

/**
 * What goes with a good overall score: weighted least squares, and each item's share of what is explained, on average over all
 * orders of the items (Shapley, or LMG). Null when there are fewer than two items or more than six, too few answers, an item that
 * does not vary, or too little explained. Effects: linearised intervals; shares: bootstrap within strata, by the seed.
 */
export function drivers(people: readonly Marked[], weighting: Weighting, seed: number): Drivers | null {
  const items = people[0]?.marks.length ?? 0;
  if (people.length < FEWEST_FOR_DRIVERS || items < 2 || items > MOST_ITEMS) return null;
  const weights = people.map(({ stratum }) => weighting.weights.get(stratum) ?? 1);
  const rows = people.map(({ marks, overall }) => [...marks, overall]);
  const shares = sharesOf(rows, weights);
  if (!shares || shares.explained < LEAST_EXPLAINED) return null;
  const effects = effectsOf(people, weights, weighting);
  if (!effects) return null;
  const cis = bootstrap(rows, weights, shares.shares, seed);
  const { means } = spread(rows, weights);
  return {
    n: people.length,
    explained: shares.explained,
    items: shares.shares.map((share, at) => ({
      share,
      shareCi: cis[at] ?? [0, 1],
      ...(effects[at] ?? { effect: 0, effectCi: [0, 0] }),
      mean: means[at] ?? 0,
    })),
  };
}

/** The share of each predictor in R², from the correlations of the predictors and then the outcome as last row and column. */
export function lmg(correlation: Matrix): { explained: number; parts: number[] } | null {
  const items = correlation.length - 1;
  const explained: number[] = [];
  for (let subset = 0; subset < 1 << items; subset++) {
    const r2 = explainedBy(correlation, subset);
    if (r2 === null) return null;
    explained.push(r2);
  }
  const parts = Array.from({ length: items }, (_, item) => {
    let part = 0;
    for (const [subset, r2] of explained.entries()) {
      if (subset & (1 << item)) continue;
      const size = bits(subset);
      const orders = (factorial(size) * factorial(items - size - 1)) / factorial(items);
      part += orders * ((explained[subset | (1 << item)] ?? 0) - r2);
    }
    return part;
  });
  return { explained: explained.at(-1) ?? 0, parts };
}

function explainedBy(correlation: Matrix, subset: number): number | null {
  const outcome = correlation.length - 1;
  const chosen = Array.from({ length: outcome }, (_, at) => at).filter((at) => subset & (1 << at));
  if (chosen.length === 0) return 0;
  const with_ = chosen.map((at) => correlation[at]?.[outcome] ?? 0);
  const beta = solve(
    chosen.map((row) => chosen.map((column) => correlation[row]?.[column] ?? 0)),
    with_,
  );
  return beta && beta.reduce((sum, one, at) => sum + one * (with_[at] ?? 0), 0);
}

/** Of rows of the marks, then the overall score. */
function sharesOf(rows: Matrix, weights: readonly number[]) {
  const found = correlations(rows, weights);
  const importance = found && lmg(found);
  if (!importance || importance.explained <= 0) return null;
  return { explained: importance.explained, shares: importance.parts.map((part) => part / importance.explained) };
}

function effectsOf(people: readonly Marked[], weights: readonly number[], weighting: Weighting) {
  const rows = people.map(({ marks }) => [1, ...marks]);
  const inner = product(rows, weights);
  const outer = rows[0]?.map((_, column) =>
    people.reduce((sum, { overall }, at) => sum + (weights[at] ?? 0) * (rows[at]?.[column] ?? 0) * overall, 0),
  );
  const effects = solve(inner, outer ?? []);
  if (!effects) return null;
  const residuals = people.map(
    ({ overall }, at) => overall - (rows[at]?.reduce((sum, one, i) => sum + one * (effects[i] ?? 0), 0) ?? 0),
  );
  return effects.slice(1).map((effect, item) => {
    const line = solve(
      inner,
      inner.map((_, at) => (at === item + 1 ? 1 : 0)),
    );
    const influence = rows.map(
      (row, at) =>
        (weights[at] ?? 0) * (residuals[at] ?? 0) * row.reduce((sum, one, i) => sum + one * (line?.[i] ?? 0), 0),
    );
    const reach = Z_95 * Math.sqrt(varianceOf(people, influence, weighting, { finite: false }) ?? 0);
    return { effect, effectCi: [effect - reach, effect + reach] as Interval };
  });
}

function bootstrap(rows: Matrix, weights: readonly number[], shares: readonly number[], seed: number): Interval[] {
  const size = Math.min(rows.length, LARGEST_RESAMPLE);
  const narrowing = Math.sqrt(size / rows.length);
  const next = chance(seed);
  const found: number[][] = [];
  for (let time = 0; time < RESAMPLES; time++) {
    const drawn = Array.from({ length: size }, () => Math.floor(next() * rows.length));
    const resample = drawn.map((at) => rows[at] ?? []);
    const one = sharesOf(
      resample,
      drawn.map((at) => weights[at] ?? 1),
    );
    if (one) found.push(one.shares);
  }
  return shares.map((share, item) => {
    const ordered = found.map((one) => one[item] ?? 0).sort((a, b) => a - b);
    const at = (p: number) => ordered[Math.round(p * (ordered.length - 1))] ?? share;
    return [share + (at(0.025) - share) * narrowing, share + (at(0.975) - share) * narrowing];
  });
}

/** Numbers of 0 to 1 that the same seed gives again: mulberry32. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function bits(subset: number): number {
  return subset === 0 ? 0 : (subset & 1) + bits(subset >>> 1);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
