import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Scale } from '#platform/values';
import { FUNNEL_CELL, funnelOf, SCORE_CELL, scoresOf } from './rollups.repository.ts';
import type { Scored } from './rules/measure.ts';
import type { Reading } from './rules/span.ts';

/** What figures are cut by; values of `key`, '' where there is none. */
const DIMENSIONS = {
  day: `day::text`,
  month: `to_char(day, 'YYYY-MM')`,
  touchpoint: 'touchpoint_key',
  site: 'site_key',
  segment: 'segment',
  channel: 'channel',
} as const;

export type Dimension = keyof typeof DIMENSIONS;
export type GroupKey = Readonly<Partial<Record<Dimension, string>>>;

/** Answers about a moment, those of a barometer, or both for who knows what adding them up means. */
export type Warmth = 'hot' | 'cold' | 'all';

export interface Question {
  readonly within: Reading;
  readonly by: readonly Dimension[];
  /** Null: whatever was asked. */
  readonly scales: readonly Scale[] | null;
  readonly site?: string | null;
  /** Hot unless said: contacts and customers are never pooled unasked (domain 1.8). */
  readonly temperature?: Warmth;
}

export interface ScoreRow extends Scored {
  readonly key: GroupKey;
}

export interface FunnelRow {
  readonly key: GroupKey;
  readonly sent: number;
  readonly delivered: number;
  readonly opened: number;
  readonly answered: number;
}

/** $3 is what was asked for. */
const WARM = `($3::text = 'all' or temperature = $3)`;

/** Reads the counters; what a span leaves of a day at either end is counted from the rows. */
@Injectable()
export class MetricsRepository {
  constructor(private readonly db: Database) {}

  async scores({ within, by, scales, site = null, temperature = 'hot' }: Question): Promise<ScoreRow[]> {
    const { sql, parameters } = cells(['score_rollup', SCORE_CELL], within, [scales, site, temperature], (edge) =>
      scoresOf(`r.answered_at >= ${edge[0]} and r.answered_at < ${edge[1]}`),
    );
    return this.db.query<ScoreRow>(
      `with cell as (${sql})
       select ${keyOf(by)} as key, metric, score, sum(n)::float8 as n from cell
       where ($1::text[] is null or metric = any($1)) and ($2::text is null or site_key = $2) and ${WARM}
       group by 1, metric, score`,
      parameters,
    );
  }

  /** Of those who were asked on one of the scales. */
  async funnel({ within, by, scales, site = null, temperature = 'hot' }: Question): Promise<FunnelRow[]> {
    const { sql, parameters } = cells(['funnel_rollup', FUNNEL_CELL], within, [scales, site, temperature], (edge) =>
      funnelOf(`i.sent_at >= ${edge[0]} and i.sent_at < ${edge[1]}`),
    );
    return this.db.query<FunnelRow>(
      `with cell as (${sql}),
       asked as (
         select id from questionnaire_version v
         where exists (select from unnest($1::text[]) as kind where v.questions @> jsonb_build_array(jsonb_build_object('kind', kind))))
       select ${keyOf(by)} as key, sum(sent)::float8 as sent, sum(delivered)::float8 as delivered, sum(opened)::float8 as opened,
         sum(answered)::float8 as answered
       from cell where ($1::text[] is null or questionnaire_version_id in (select id from asked)) and ($2::text is null or site_key = $2)
         and ${WARM}
       group by 1`,
      parameters,
    );
  }
}

function keyOf(by: readonly Dimension[]): string {
  return `jsonb_build_object(${by.map((dimension) => `'${dimension}', ${DIMENSIONS[dimension]}`).join(', ')})`;
}

type Edge = readonly [from: string, to: string];

/** The cells of a reading: those of the counters, and the rows of its edges counted in the same shape. */
function cells(
  [table, columns]: readonly [table: string, columns: string],
  { days, edges }: Reading,
  given: readonly unknown[],
  counted: (edge: Edge) => string,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [...given];
  const place = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`;
  const bounds = days
    ? [days.from && `day >= ${place(days.from, 'date')}`, days.to && `day < ${place(days.to, 'date')}`].filter(Boolean)
    : ['false'];
  const kept = `select ${columns} from ${table} where ${bounds.join(' and ') || 'true'}`;
  const live = edges.map(([from, to]) => counted([place(from, 'timestamptz'), place(to, 'timestamptz')]));
  return {
    sql: [kept, ...live.map((sql) => `select ${columns} from (${sql}) as edge`)].join(' union all '),
    parameters,
  };
}
