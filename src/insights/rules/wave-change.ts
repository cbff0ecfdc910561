import { twoSidedP, Z_95, type Difference } from '#platform/statistics';
import { varianceOf, type Answer, type Estimate } from './estimate.ts';
import type { Weighting } from './weights.ts';

/** A figure of one wave with what it was made of. */
export interface WaveFigure {
  readonly estimate: Estimate;
  readonly answers: readonly Answer[];
  readonly weighting: Weighting;
}

/**
 * The change of a figure from one wave to the next, in points; people who answered both make it surer, by their covariance.
 * It asks whether opinion moved, so what of the base was heard is not taken off. Source: domain 1.9, Kish 1965 ch. 12.
 */
export function waveChange(before: WaveFigure, after: WaveFigure): Difference {
  const change = after.estimate.value - before.estimate.value;
  const variance = opinionVariance(before) + opinionVariance(after) - 2 * covariance(before, after);
  return difference(change, Math.sqrt(Math.max(0, variance)), Math.min(before.estimate.n, after.estimate.n));
}

/** Two figures of one wave, of people of different groups (customers of a site and the others): `a` less `b`, in points. */
export function groupDifference(a: Estimate, b: Estimate, wave: Omit<WaveFigure, 'estimate'>): Difference {
  const apart = a.influence.map((one, at) => one - (b.influence[at] ?? 0));
  const variance = varianceOf(wave.answers, apart, wave.weighting, { finite: false }) ?? 0;
  const floor = variance > 0 ? variance : adjustedVariance(a) + adjustedVariance(b);
  return difference(a.value - b.value, Math.sqrt(floor), Math.min(a.n, b.n));
}

/** Holm: p-values of several tests read together, so that one false alarm in all is as rare as of one test. In the order given. */
export function holm(pValues: readonly number[]): number[] {
  const ascending = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  const adjusted = [...pValues];
  let least = 0;
  for (const [rank, [at, p]] of ascending.entries()) {
    least = Math.max(least, Math.min(1, p * (pValues.length - rank)));
    adjusted[at] = least;
  }
  return adjusted;
}

function opinionVariance({ estimate, answers, weighting }: WaveFigure): number {
  const variance = varianceOf(answers, estimate.influence, weighting, { finite: false });
  return variance !== null && variance > 0 ? variance : adjustedVariance(estimate);
}

/** Where all answered the same, the variance of three more answers, spread evenly. In points². */
function adjustedVariance({ kind, value, nEffective }: Estimate): number {
  const n = nEffective + 3;
  if (kind === 'index') return 0;
  const share = Math.abs(value) / 100;
  const plain = kind === 'net' ? 1.5 / n + (share * nEffective) / n - ((share * nEffective) / n) ** 2 : 0;
  const happy = (share * nEffective + 1.5) / n;
  return (10_000 * (kind === 'net' ? plain : happy * (1 - happy))) / n;
}

function covariance(before: WaveFigure, after: WaveFigure): number {
  const earlier = new Map(before.answers.map(({ person }, at) => [person, before.estimate.influence[at] ?? 0]));
  return after.answers.reduce((sum, { person }, at) => {
    return sum + (earlier.get(person) ?? 0) * (after.estimate.influence[at] ?? 0);
  }, 0);
}

function difference(change: number, se: number, n: number): Difference {
  const z = se > 0 ? change / se : 0;
  return { n, change, ci: [change - Z_95 * se, change + Z_95 * se], z, p: twoSidedP(z) };
}
