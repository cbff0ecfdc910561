import { summarise, type Summary } from '#platform/statistics';
import { mood, scoresOf, type Mood, type Scale } from '#platform/values';

/** What is published: effort is measured on either of two scales, never on both in one figure. */
export const METRICS = {
  nps: ['nps'],
  csat: ['csat'],
  ces: ['ces7', 'ces5'],
  thumbs: ['thumbs'],
} as const satisfies Record<string, readonly Scale[]>;

export type Metric = keyof typeof METRICS;

export function isMetric(value: string): value is Metric {
  return Object.hasOwn(METRICS, value);
}

export interface Scored {
  readonly metric: Scale;
  readonly score: number;
  readonly n: number;
}

export interface Measure extends Summary {
  readonly scale: Scale;
  /** How many gave each score, lowest first. */
  readonly counts: readonly number[];
}

/** The figure of these answers, on the metric's first scale that was answered (its first when none was). */
export function measure(metric: Metric, rows: readonly Scored[]): Measure {
  const scales: readonly Scale[] = METRICS[metric];
  const scale = scales.find((one) => rows.some((row) => row.metric === one && row.n > 0)) ?? scales[0] ?? 'nps';
  const counts = countsOf(scale, rows);
  return { scale, counts, ...summarise(scale, counts) };
}

/** How many gave each score of the scale, lowest first. */
export function countsOf(scale: Scale, rows: readonly Scored[]): number[] {
  return scoresOf(scale).map((score) =>
    rows.reduce((n, row) => (row.metric === scale && row.score === score ? n + row.n : n), 0),
  );
}

export function moodsOf(scale: Scale, counts: readonly number[]): Record<Mood, number> {
  const moods = { unhappy: 0, neutral: 0, happy: 0 };
  for (const [at, score] of scoresOf(scale).entries()) moods[mood(scale, score)] += counts[at] ?? 0;
  return moods;
}
