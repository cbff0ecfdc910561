import { Injectable } from '@nestjs/common';
import { scoresOf } from '#platform/values';
import { MetricsRepository, type Dimension, type FunnelRow, type GroupKey, type Warmth } from './metrics.repository.ts';
import { grouped } from './rules/grouped.ts';
import { measure, METRICS, type Metric, type Scored } from './rules/measure.ts';
import { readingOf, type Span } from './rules/span.ts';

export interface Group {
  /** Null where an answer has no touchpoint, site or segment. */
  readonly key: Readonly<Record<string, string | null>>;
  /** The scale the figure is on: of effort, `ces7` where anybody was asked so, else `ces5`. */
  readonly scale: string;
  readonly n: number;
  readonly score: number | null;
  readonly ci: readonly [number, number] | null;
  readonly mean?: number | null;
  readonly distribution: Readonly<Record<string, number>>;
  /** Answers over invitations delivered, of those sent in the span; 0 to 1. */
  readonly responseRate: number | null;
}

@Injectable()
export class MetricsService {
  constructor(private readonly repository: MetricsRepository) {}

  /** One group for each combination that was asked or answered; without dimensions exactly one. */
  async groups(metric: Metric, span: Span, by: readonly Dimension[], temperature: Warmth = 'hot'): Promise<Group[]> {
    const question = { within: readingOf(span), by, scales: METRICS[metric], temperature };
    const [scores, funnel] = [await this.repository.scores(question), await this.repository.funnel(question)];
    const nameOf = (key: GroupKey) => JSON.stringify(by.map((dimension) => key[dimension] ?? ''));
    const keys = new Map(
      [...(by.length === 0 ? [{ key: {} }] : []), ...funnel, ...scores].map(({ key }) => [nameOf(key), key]),
    );
    const answers = grouped(scores, ({ key }) => nameOf(key));
    const asked = new Map(funnel.map((row) => [nameOf(row.key), row]));
    return [...keys]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, key]) => groupOf(metric, by, key, answers.get(name) ?? [], asked.get(name)));
  }
}

function groupOf(
  metric: Metric,
  by: readonly Dimension[],
  key: GroupKey,
  rows: readonly Scored[],
  asked: FunnelRow | undefined,
): Group {
  const { scale, counts, n, score, ci, mean } = measure(metric, rows);
  return {
    key: Object.fromEntries(by.map((dimension) => [dimension, key[dimension] || null])),
    scale,
    n,
    score,
    ci,
    ...(metric === 'csat' || metric === 'ces' ? { mean: mean ?? null } : {}),
    distribution: Object.fromEntries(scoresOf(scale).map((one, at) => [one, counts[at] ?? 0])),
    responseRate: asked && asked.delivered > 0 ? asked.answered / asked.delivered : null,
  };
}
