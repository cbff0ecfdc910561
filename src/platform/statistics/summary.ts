import { mood, SCORE_SCALES, scoresOf } from '#platform/values';
import type { Mood, Scale } from '#platform/values';
import { meanOf } from './means.ts';
import { nps, npsDifference } from './nps.ts';
import type { Difference, NpsCounts } from './nps.ts';
import type { Interval } from './quantiles.ts';
import { shareDifference, wilson } from './shares.ts';
import type { Count } from './shares.ts';

/** The score is on the scale's usual units: NPS from −100 to 100, the others a percentage. Without answers, null. */
export interface Summary {
  n: number;
  score: number | null;
  ci: Interval | null;
  /** Of the scores given, where the mean is in use: not for NPS nor thumbs. */
  mean?: number;
}

/**
 * What a distribution says (how many gave each score of the scale, lowest first), with its interval at 95 %:
 * promoters less detractors; % of 4–5 (csat, rating, ces5), of 5–7 (ces7), of thumbs up. Nothing is rounded.
 * Throws a RangeError when the distribution is not one of the scale.
 */
export function summarise(scale: Scale, distribution: readonly number[]): Summary {
  const counts = countMoods(scale, distribution);
  if (scale === 'nps') return nps(asNps(counts));
  const { x, n } = asShare(counts);
  if (n === 0) return { n, score: null, ci: null };
  const [low, high] = wilson({ x, n });
  const summary: Summary = { n, score: (100 * x) / n, ci: [100 * low, 100 * high] };
  if (scale !== 'thumbs') summary.mean = meanOf(distribution, SCORE_SCALES[scale].min)?.mean;
  return summary;
}

/** The change of that score from one period to the next, in points of the scale; null when a period has no answers. */
export function compare(scale: Scale, before: readonly number[], after: readonly number[]): Difference | null {
  const [first, second] = [countMoods(scale, before), countMoods(scale, after)];
  if (scale === 'nps') return npsDifference(asNps(first), asNps(second));
  const difference = shareDifference(asShare(first), asShare(second));
  if (!difference) return null;
  const [low, high] = difference.ci;
  return { ...difference, change: 100 * difference.change, ci: [100 * low, 100 * high] };
}

/** Happy less unhappy answers, in points: the net score of any scale (NPS is that of its own). Null without answers. */
export function netScore(scale: Scale, distribution: readonly number[]): number | null {
  const { happy, neutral, unhappy } = countMoods(scale, distribution);
  const n = happy + neutral + unhappy;
  return n === 0 ? null : (100 * (happy - unhappy)) / n;
}

/** A mean score of the scale as an index from 0 (everybody at the bottom) to 100 (everybody at the top). */
export function meanIndex(scale: Scale, mean: number): number {
  const { min, max } = SCORE_SCALES[scale];
  return (100 * (mean - min)) / (max - min);
}

function countMoods(scale: Scale, distribution: readonly number[]): Record<Mood, number> {
  const scores = scoresOf(scale);
  if (distribution.length !== scores.length || distribution.some((count) => !(count >= 0))) {
    throw new RangeError(`a distribution of ${scale} is ${scores.length} counts, not ${JSON.stringify(distribution)}`);
  }
  const counts: Record<Mood, number> = { unhappy: 0, neutral: 0, happy: 0 };
  for (const [index, score] of scores.entries()) counts[mood(scale, score)] += distribution[index] ?? 0;
  return counts;
}

function asNps({ happy, neutral, unhappy }: Record<Mood, number>): NpsCounts {
  return { promoters: happy, passives: neutral, detractors: unhappy };
}

function asShare({ happy, neutral, unhappy }: Record<Mood, number>): Count {
  return { x: happy, n: happy + neutral + unhappy };
}
