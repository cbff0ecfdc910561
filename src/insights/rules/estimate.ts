import { adjustedNps, t95, wilson, Z_95, type Interval } from '#platform/statistics';
import { grouped } from './grouped.ts';
import { effectiveSize, type Weighting } from './weights.ts';

/** What is estimated: a net score (answers −1, 0, 1), a share (0, 1), or an average index (0 to 100). All come out in points. */
export type Kind = 'net' | 'share' | 'index';

/** One answer of the wave; `value` is null where this question was not answered, or the person is not of the group. */
export interface Answer {
  readonly person: string;
  readonly stratum: string;
  readonly value: number | null;
}

export interface Estimate {
  readonly kind: Kind;
  /** Answers read, and how many of equal weight would tell as much (Kish). */
  readonly n: number;
  readonly nEffective: number;
  /** How much more the variance is than with equal weights: n / effective n. */
  readonly designEffect: number;
  readonly value: number;
  /** Standard error, linearised, with the share of the base already heard taken off; null when one answer was given. */
  readonly se: number | null;
  readonly ci: Interval;
  /** Of each answer, in the order given: what it adds to the estimate's error. In points. */
  readonly influence: readonly number[];
}

/**
 * A figure of the customer base from weighted answers; null without any.
 * Error: linearised for the weights' own adjustment (post-strata or margins), strata apart, finite population taken into
 * account. Interval: adjusted Wald (net), Wilson (share) or t (index), on the sample that has this error.
 * Sources: Särndal, Swensson, Wretman 1992 ch. 6; Lumley 2010; domain 1.1, 1.2, 1.8.
 */
export function estimate(kind: Kind, answers: readonly Answer[], weighting: Weighting): Estimate | null {
  const weights = answers.map(({ stratum, value }) => (value === null ? 0 : (weighting.weights.get(stratum) ?? 1)));
  const used = weights.filter((weight) => weight > 0);
  const total = used.reduce((sum, weight) => sum + weight, 0);
  if (used.length === 0) return null;
  const mean = answers.reduce((sum, { value }, at) => sum + (value ?? 0) * (weights[at] ?? 0), 0) / total;
  const residuals = withoutGroups(
    answers,
    answers.map(({ value }) => (value === null ? 0 : value - mean)),
    weighting,
  );
  const scale = kind === 'index' ? 1 : 100;
  const influence = residuals.map((residual, at) => {
    const weight = weighting.weights.get(answers[at]?.stratum ?? '') ?? 1;
    return (scale * weight * residual) / total;
  });
  const variance = varianceOf(answers, influence, weighting);
  const nEffective = effectiveSize(used);
  const se = used.length > 1 && variance !== null ? Math.sqrt(variance) : null;
  return {
    ...{ kind, n: used.length, nEffective, designEffect: used.length / nEffective, value: scale * mean, se },
    ci: intervalOf(kind, answers, { mean, se, nEffective, weights, degrees: degreesOf(answers, weighting) }),
    influence,
  };
}

/**
 * The variance of a sum of influences: strata apart, each with what of it was heard taken off. `finite` false asks instead about
 * the opinion behind these customers, which a full count does not know for sure either. Null where no cell has two answers.
 */
export function varianceOf(
  answers: readonly Pick<Answer, 'stratum'>[],
  influence: readonly number[],
  { cells }: Pick<Weighting, 'cells'>,
  { finite = true } = {},
): number | null {
  const sums = new Map<string, { n: number; sum: number; squares: number; population: number }>();
  for (const [at, { stratum }] of answers.entries()) {
    const cell = cells.get(stratum);
    const name = cell?.name ?? stratum;
    const so = sums.get(name) ?? { n: 0, sum: 0, squares: 0, population: cell?.population ?? Infinity };
    const one = influence[at] ?? 0;
    sums.set(name, { ...so, n: so.n + 1, sum: so.sum + one, squares: so.squares + one ** 2 });
  }
  let variance: number | null = null;
  for (const { n, sum, squares, population } of sums.values()) {
    if (n < 2) continue;
    const unheard = finite ? Math.max(0, 1 - n / Math.max(population, n)) : 1;
    variance = (variance ?? 0) + Math.max(0, (unheard * n * (squares - sum ** 2 / n)) / (n - 1));
  }
  return variance;
}

/** Takes off each residual what its groups explain: bringing groups to their share removed that error. */
function withoutGroups(
  answers: readonly Answer[],
  residuals: readonly number[],
  { groups }: Pick<Weighting, 'groups'>,
): number[] {
  const strata = new Map<string, { n: number; sum: number; groups: readonly string[] }>();
  for (const [at, { stratum }] of answers.entries()) {
    const so = strata.get(stratum) ?? { n: 0, sum: 0, groups: groups.get(stratum) ?? [stratum] };
    strata.set(stratum, { ...so, n: so.n + 1, sum: so.sum + (residuals[at] ?? 0) });
  }
  const effects = groupEffects([...strata.values()]);
  return answers.map(({ stratum }, at) => (residuals[at] ?? 0) - effectOf(effects, strata.get(stratum)?.groups ?? []));
}

/** Least squares on the groups, one dimension after the other until nothing moves. */
function groupEffects(strata: readonly { n: number; sum: number; groups: readonly string[] }[]): Map<string, number> {
  const effects = new Map<string, number>();
  const members = grouped(
    strata.flatMap((stratum) => stratum.groups.map((group) => ({ group, stratum }))),
    ({ group }) => group,
  );
  for (let round = 0; round < 200; round++) {
    let moved = 0;
    for (const [group, its] of members) {
      const n = its.reduce((total, { stratum }) => total + stratum.n, 0);
      const left = its.reduce((total, { stratum }) => {
        const others = effectOf(effects, stratum.groups) - (effects.get(group) ?? 0);
        return total + stratum.sum - stratum.n * others;
      }, 0);
      const effect = left / n;
      moved = Math.max(moved, Math.abs(effect - (effects.get(group) ?? 0)));
      effects.set(group, effect);
    }
    if (moved < 1e-12) break;
  }
  return effects;
}

function effectOf(effects: ReadonlyMap<string, number>, groups: readonly string[]): number {
  return groups.reduce((sum, group) => sum + (effects.get(group) ?? 0), 0);
}

function degreesOf(answers: readonly Answer[], { cells }: Weighting): number {
  const heard = new Set(answers.map(({ stratum }) => cells.get(stratum)?.name ?? stratum));
  return Math.max(1, answers.length - heard.size);
}

interface Spread {
  readonly mean: number;
  readonly se: number | null;
  readonly nEffective: number;
  readonly weights: readonly number[];
  readonly degrees: number;
}

function intervalOf(
  kind: Kind,
  answers: readonly Answer[],
  { mean, se, nEffective, weights, degrees }: Spread,
): Interval {
  if (kind === 'index') return se === null ? [0, 100] : around(mean, t95(degrees) * se, 0, 100);
  const happy = shareOf(answers, weights, 1);
  const unhappy = shareOf(answers, weights, -1);
  const plain = kind === 'net' ? happy + unhappy - (happy - unhappy) ** 2 : happy * (1 - happy);
  const n = se !== null && se > 0 && plain > 0 ? plain / (se / 100) ** 2 : nEffective;
  if (kind === 'share') {
    const [low, high] = wilson({ x: happy * n, n });
    return [100 * low, 100 * high];
  }
  const { score, se: adjusted } = adjustedNps({
    promoters: happy * n,
    detractors: unhappy * n,
    passives: (1 - happy - unhappy) * n,
  });
  return around(score, Z_95 * adjusted, -100, 100);
}

function shareOf(answers: readonly Answer[], weights: readonly number[], value: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return answers.reduce((sum, answer, at) => (answer.value === value ? sum + (weights[at] ?? 0) : sum), 0) / total;
}

function around(value: number, reach: number, least: number, most: number): Interval {
  return [Math.max(least, value - reach), Math.min(most, value + reach)];
}
