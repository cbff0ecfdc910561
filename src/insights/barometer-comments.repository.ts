import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Mood } from '#platform/values';
import { MOOD_IS, type Verbatim } from './verbatims.repository.ts';

/** What the database itself looks for among a wave's comments. */
export interface CommentsWanted {
  readonly words: string;
  /** Only of these strata; null for all. */
  readonly strata: readonly string[] | null;
  readonly mood: Mood | null;
  /** Whether it may be said who wrote, and where. */
  readonly named: boolean;
}

@Injectable()
export class BarometerCommentsRepository {
  constructor(private readonly db: Database) {}

  /** Newest first, so many at most. */
  list(
    wave: string,
    { words, strata, mood, named }: CommentsWanted,
    before: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<Verbatim[]> {
    return this.db.query<Verbatim>(
      `select r.id, r.at, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position,
         r.comment, r.language, r.metric, r.score, null as touchpoint,
         case when $2 then r.site_key end as site, case when $2 then r.customer_id end as customer
       from wave_answer r
       where r.wave_id = $1 and r.comment is not null and ($3::text[] is null or r.stratum = any($3))
         and ($4 = '' or comment_words(r.language, r.comment) @@ comment_query($4))
         and ($5::timestamptz is null or (r.at, r.id) < ($5, $6::uuid))
         ${mood ? `and ${MOOD_IS[mood]}` : ''}
       order by r.at desc, r.id desc limit $7`,
      [wave, named, strata, words, before?.[0] ?? null, before?.[1] ?? null, limit],
    );
  }

  /** How many answered, stratum by stratum. */
  answered(wave: string): Promise<{ key: string; answers: number }[]> {
    return this.db.query(
      `select s.stratum as key, count(a.id)::int as answers from wave_stratum s
       left join wave_answer a on a.wave_id = s.wave_id and a.stratum = s.stratum
       where s.wave_id = $1 group by 1 order by 1`,
      [wave],
    );
  }
}
