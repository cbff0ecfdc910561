import { display, wilson } from '#platform/statistics';
import { countsOf, METRICS, moodsOf, type Metric, type Scored } from './measure.ts';

/** What makes touchpoints comparable though each has its own scale: how many were unhappy. */
export interface Moods {
  readonly unhappy: number;
  readonly n: number;
}

/** Answers on every scale that is published, together. */
export function moodsOver(rows: readonly Scored[]): Moods {
  let unhappy = 0;
  let n = 0;
  for (const scale of Object.values(METRICS).flat()) {
    const moods = moodsOf(scale, countsOf(scale, rows));
    unhappy += moods.unhappy;
    n += moods.unhappy + moods.neutral + moods.happy;
  }
  return { unhappy, n };
}

/**
 * Whether people are unhappier here than along the rest of the journey, beyond chance: the whole 95 % interval of the share
 * of unhappy answers lies above the share everywhere else. Of fewer than thirty answers nothing is said.
 */
export function isBlackSpot(here: Moods, everywhere: Moods): boolean {
  const n = everywhere.n - here.n;
  if (n <= 0 || here.n === 0 || display(here.n) === 'hidden' || display(here.n) === 'weak') return false;
  return wilson({ x: here.unhappy, n: here.n })[0] > (everywhere.unhappy - here.unhappy) / n;
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
