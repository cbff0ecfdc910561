import { chiSquareP, type Difference } from '#platform/statistics';
import { groupDifference } from './wave-change.ts';
import { estimate, type Answer, type Kind } from './estimate.ts';
import type { Weighting } from './weights.ts';

/** How a stratum took part: people asked, and answers. */
export interface TakingPart {
  readonly asked: number;
  readonly answers: number;
}

/**
 * How often chance alone would make the response rates of strata differ so much (chi-square). Null with fewer than two strata
 * asked, or when all or none answered.
 */
export function sameRates(strata: readonly TakingPart[]): number | null {
  const heard = strata.filter(({ asked }) => asked > 0);
  const [asked, answers] = [sum(heard.map((one) => one.asked)), sum(heard.map((one) => one.answers))];
  const rate = answers / asked;
  if (heard.length < 2 || !(rate > 0 && rate < 1)) return null;
  const statistic = sum(heard.map((one) => (one.answers - one.asked * rate) ** 2 / (one.asked * rate * (1 - rate))));
  return chiSquareP(statistic, heard.length - 1);
}

/** An answer with how long after it was asked for it came, in hours. */
export interface Timed extends Answer {
  readonly afterHours: number;
}

export interface LateAnswers {
  /** Half of the answers came within so many hours. */
  readonly medianHours: number;
  readonly early: number;
  readonly late: number;
  /** Late less early, in points: people who answer late are more like those who do not. */
  readonly difference: Difference;
}

/** Fewer in each half say nothing of the others. */
const FEWEST_IN_HALF = 30;

/** The later half of the answers beside the earlier; null with fewer than 30 in each. */
export function lateAnswers(kind: Kind, answers: readonly Timed[], weighting: Weighting): LateAnswers | null {
  const given = answers.filter(({ value }) => value !== null);
  const hours = given.map(({ afterHours }) => afterHours).sort((a, b) => a - b);
  const median = hours[Math.floor((hours.length - 1) / 2)];
  if (median === undefined) return null;
  const half = (belongs: (hour: number) => boolean) =>
    estimate(
      kind,
      answers.map((one) => ({ ...one, value: belongs(one.afterHours) ? one.value : null })),
      weighting,
    );
  const early = half((hour) => hour <= median);
  const late = half((hour) => hour > median);
  if (!early || !late || early.n < FEWEST_IN_HALF || late.n < FEWEST_IN_HALF) return null;
  const difference = groupDifference(late, early, { answers, weighting });
  return { medianHours: median, early: early.value, late: late.value, difference };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
