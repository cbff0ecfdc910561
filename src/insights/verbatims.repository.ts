import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { SCALES, SCORE_SCALES, type Language, type Mood, type Scale } from '#platform/values';

export interface Verbatim {
  readonly id: string;
  readonly at: Date;
  readonly position: string;
  readonly comment: string;
  readonly language: Language;
  readonly metric: Scale | null;
  readonly score: number | null;
  readonly touchpoint: string | null;
  readonly site: string | null;
  /** Null when anonymous or erased. */
  readonly customer: string | null;
}

export interface VerbatimFilter {
  readonly words?: string | null;
  readonly touchpoint?: string | null;
  readonly site?: string | null;
  readonly mood?: Mood | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** Of a row `r` of answers: the band its score is in. */
export const MOOD_IS: Readonly<Record<Mood, string>> = {
  unhappy: moodIs((scale) => `r.score <= ${SCORE_SCALES[scale].unhappyUpTo}`),
  neutral: moodIs(
    (scale) => `r.score > ${SCORE_SCALES[scale].unhappyUpTo} and r.score < ${SCORE_SCALES[scale].happyFrom}`,
  ),
  happy: moodIs((scale) => `r.score >= ${SCORE_SCALES[scale].happyFrom}`),
};

function moodIs(within: (scale: Scale) => string): string {
  return `(${SCALES.map((scale) => `r.metric = '${scale}' and ${within(scale)}`).join(' or ')})`;
}

/** What customers wrote. */
@Injectable()
export class VerbatimsRepository {
  constructor(private readonly db: Database) {}

  /** Newest first, one row more than asked for. */
  list(filter: VerbatimFilter, before: readonly [at: string, id: string] | null, limit: number): Promise<Verbatim[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown, condition: (at: string) => string) =>
      value === undefined || value === null || value === '' ? [] : [condition(`$${parameters.push(value)}`)];
    const { words, touchpoint, site, mood, from, to } = filter;
    const conditions = [
      'r.comment is not null',
      ...given(words, (at) => `comment_words(r.language, r.comment) @@ comment_query(${at})`),
      ...given(touchpoint, (at) => `r.touchpoint_key = ${at}`),
      ...given(site, (at) => `r.site_key = ${at}`),
      ...given(from, (at) => `r.answered_at >= ${at}`),
      ...given(to, (at) => `r.answered_at < ${at}`),
      ...(mood ? [MOOD_IS[mood]] : []),
      ...(before
        ? [
            `(r.answered_at, r.id) < ($${parameters.push(before[0])}::timestamptz, $${parameters.push(before[1])}::uuid)`,
          ]
        : []),
    ];
    return this.db.query<Verbatim>(
      `select r.id, r.answered_at as at, to_char(r.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position, r.comment, r.language,
         r.metric, r.score, r.touchpoint_key as touchpoint, r.site_key as site, r.customer_id as customer
       from response r where ${conditions.join(' and ')}
       order by r.answered_at desc, r.id desc limit $${parameters.push(limit + 1)}`,
      parameters,
    );
  }
}
