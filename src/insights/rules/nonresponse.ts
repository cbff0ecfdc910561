import { chiSquareP, type Difference } from '#platform/statistics';
import { groupDifference } from './wave-change.ts';
import { estimate, type Answer, type Kind } from './estimate.ts';
import type { Weighting } from './weights.ts';

/** How a stratum took part: customers of it, asked, and answered. */
export interface TakingPart {
  readonly key: string;
  readonly population: number;
  readonly asked: number;
  readonly answers: number;
}

export interface Participation extends TakingPart {
  /** Answers over people asked, 0 to 1; null when nobody was. */
  readonly rate: number | null;
  /** Its share of the base and of the answers, 0 to 1. */
  readonly ofBase: number;
  readonly ofAnswers: number;
}

/**
 * Who answered against who was there, stratum by stratum; `p`: how often chance alone would make rates differ so much
 * (chi-square; null with fewer than two strata asked, or when all or none answered).
 */
export function participation(strata: readonly TakingPart[]): { strata: Participation[]; p: number | null } {
  const all = totals(strata);
  return {
    strata: strata.map((one) => ({
      ...one,
      rate: one.asked > 0 ? one.answers / one.asked : null,
      ofBase: all.population > 0 ? one.population / all.population : 0,
      ofAnswers: all.answers > 0 ? one.answers / all.answers : 0,
    })),
    p: sameRate(strata.filter(({ asked }) => asked > 0)),
  };
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

function sameRate(strata: readonly TakingPart[]): number | null {
  const all = totals(strata);
  const rate = all.answers / all.asked;
  if (strata.length < 2 || !(rate > 0 && rate < 1)) return null;
  const statistic = strata.reduce(
    (sum, { asked, answers }) => sum + (answers - asked * rate) ** 2 / (asked * rate * (1 - rate)),
    0,
  );
  return chiSquareP(statistic, strata.length - 1);
}

function totals(strata: readonly TakingPart[]): Omit<TakingPart, 'key'> {
  const sum = (of: (one: TakingPart) => number) => strata.reduce((total, one) => total + of(one), 0);
  return {
    population: sum(({ population }) => population),
    asked: sum(({ asked }) => asked),
    answers: sum(({ answers }) => answers),
  };
}
