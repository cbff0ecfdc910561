import { display, nps, wilson } from '#platform/statistics';
import type { Scale } from '#platform/values';
import { changeOf } from './change.ts';
import { METRICS, moodsOf, type Metric, type Scored } from './measure.ts';

/** Why a step of the journey stands out: customers are unhappy more than happy, unhappier than at steps asked about the same way,
 * or unhappier than before. */
export type BlackSpot = 'more-unhappy' | 'unhappier' | 'declining';

export interface Step {
  readonly scale: Scale;
  /** How many gave each score, lowest first, now and in the period before. */
  readonly counts: readonly number[];
  readonly before: readonly number[];
}

/**
 * Whether, and why, a step is a black spot; each reason only beyond chance, and none on fewer than thirty answers.
 * Scales are never compared with each other: a six is a detractor's on one and happy on the next.
 */
export function blackSpotOf(step: Step, others: readonly Step[]): BlackSpot | null {
  const here = moodsOf(step.scale, step.counts);
  const n = here.unhappy + here.neutral + here.happy;
  if (display(n) === 'hidden' || display(n) === 'weak') return null;
  const balance = nps({ promoters: here.happy, passives: here.neutral, detractors: here.unhappy });
  if (balance.ci && balance.ci[1] < 0) return 'more-unhappy';
  if (
    isUnhappier(
      { unhappy: here.unhappy, n },
      others.filter(({ scale }) => scale === step.scale),
    )
  )
    return 'unhappier';
  return changeOf(step.scale, step.before, step.counts).tone === 'worse' ? 'declining' : null;
}

/** The whole 95 % interval of the share of unhappy answers lies above their share elsewhere. */
function isUnhappier(here: { unhappy: number; n: number }, others: readonly Step[]): boolean {
  const moods = others.map(({ scale, counts }) => moodsOf(scale, counts));
  const elsewhere = moods.reduce((n, { unhappy, neutral, happy }) => n + unhappy + neutral + happy, 0);
  const unhappy = moods.reduce((sum, mood) => sum + mood.unhappy, 0);
  return elsewhere > 0 && wilson({ x: here.unhappy, n: here.n })[0] > unhappy / elsewhere;
}

/** The metric most people here answered; null when nobody answered any. */
export function mainMetric(rows: readonly Scored[]): Metric | null {
  const names = Object.keys(METRICS) as Metric[];
  const answers = names.map((metric) => ({
    metric,
    n: rows.filter((row) => METRICS[metric].some((scale) => scale === row.metric)).reduce((n, row) => n + row.n, 0),
  }));
  const most = answers.reduce((best, one) => (one.n > best.n ? one : best));
  return most.n > 0 ? most.metric : null;
}
