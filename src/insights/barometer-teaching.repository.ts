import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Scale } from '#platform/values';
import { ARRIVED } from './barometer-results.repository.ts';

/** So many answers of a stratum with one score. */
export interface ScoreCount {
  readonly stratum: string;
  readonly metric: Scale;
  readonly score: number;
  readonly n: number;
}

export interface SegmentCount {
  readonly segment: string;
  readonly invited: number;
  readonly answered: number;
}

/** What was answered so far, counted for the planner of the next wave. */
@Injectable()
export class BarometerTeachingRepository {
  constructor(private readonly db: Database) {}

  scores(programme: string): Promise<ScoreCount[]> {
    return this.db.query(
      `select m.stratum, r.metric, r.score::float8 as score, count(*)::int as n
       from barometer_wave w join wave_member m on m.wave_id = w.id join response r on r.invitation_id = m.invitation_id
       where w.programme_key = $1 and r.metric is not null and r.score is not null group by 1, 2, 3`,
      [programme],
    );
  }

  hot(from: Date, to: Date): Promise<SegmentCount[]> {
    return this.db.query(
      `select coalesce(c.segment, '-') as segment, count(*)::int as invited,
         count(*) filter (where i.status = 'answered')::int as answered
       from invitation i join customer c on c.id = i.customer_id
       where i.temperature = 'hot' and i.sent_at >= $1 and i.sent_at < $2 and ${ARRIVED} group by 1`,
      [from, to],
    );
  }
}
