import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Scale } from '#platform/values';

/** What somebody who answered the wave said at a touchpoint before. */
export interface HotRow {
  readonly touchpoint: string;
  readonly person: string;
  readonly metric: Scale;
  readonly score: number;
}

@Injectable()
export class BarometerHotColdRepository {
  constructor(private readonly db: Database) {}

  /** The last hot score of each person at each touchpoint within the days before their answer to the wave. */
  hot(wave: string, days: number): Promise<HotRow[]> {
    return this.db.query<HotRow>(
      `select distinct on (h.touchpoint_key, m.customer_id)
         h.touchpoint_key as touchpoint, m.customer_id as person, h.metric, h.score
       from wave_member m join response r on r.invitation_id = m.invitation_id
       join response h on h.customer_id = m.customer_id and h.temperature = 'hot' and h.score is not null
         and h.touchpoint_key is not null and h.answered_at < r.answered_at
         and h.answered_at >= r.answered_at - make_interval(days => $2)
       where m.wave_id = $1
       order by h.touchpoint_key, m.customer_id, h.answered_at desc`,
      [wave, days],
    );
  }
}
