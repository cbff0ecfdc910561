import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { SCALES, SCORE_SCALES, type Language, type Scale } from '#platform/values';

/** Somebody unhappy with everything, who never said so when it happened. */
export interface Leaver {
  readonly response: string;
  readonly customer: string;
  readonly externalId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly segment: string | null;
  readonly vip: boolean;
  readonly site: string | null;
  readonly since: Date | null;
  readonly metric: Scale;
  readonly score: number;
  readonly comment: string | null;
  readonly language: Language;
  readonly at: Date;
  readonly position: string;
}

const unhappy = (of: string) =>
  `(${SCALES.map((scale) => `${of}.metric = '${scale}' and ${of}.score <= ${SCORE_SCALES[scale].unhappyUpTo}`).join(' or ')})`;

const THEIRS = 'in (select id from customer_records(r.customer_id))';

/** No case in the days before the answer nor since, and no unhappy hot answer in these days, under whichever of their records. */
const SILENT = `not exists (
    select from callback_case c where c.customer_id ${THEIRS} and c.opened_at >= r.answered_at - make_interval(days => $2))
  and not exists (
    select from response h where h.customer_id ${THEIRS} and h.temperature = 'hot' and ${unhappy('h')}
      and h.answered_at >= r.answered_at - make_interval(days => $2))`;

@Injectable()
export class BarometerLeaversRepository {
  constructor(private readonly db: Database) {}

  /** Newest first, one row more than asked for. */
  list(wave: string, days: number, before: readonly [at: string, id: string] | null, limit: number): Promise<Leaver[]> {
    return this.db.query<Leaver>(
      `select r.id as response, c.id as customer, c.external_id as "externalId", c.first_name as "firstName", c.last_name as "lastName", c.segment, c.vip,
         c.site_key as site, c.since, r.metric, r.score, r.comment, r.language, r.answered_at as at,
         to_char(r.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position
       from wave_member m join response r on r.invitation_id = m.invitation_id join customer c on c.id = r.customer_id
       where m.wave_id = $1 and c.erased_at is null and ${unhappy('r')} and ${SILENT}
         and ($3::timestamptz is null or (r.answered_at, r.id) < ($3, $4::uuid))
       order by r.answered_at desc, r.id desc limit $5`,
      [wave, days, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
    );
  }

  /** How many they are, among how many unhappy. */
  async count(wave: string, days: number): Promise<{ silent: number; unhappy: number }> {
    const [row] = await this.db.query<{ silent: number; unhappy: number }>(
      `select count(*)::int as unhappy, count(*) filter (where ${SILENT})::int as silent
       from wave_member m join response r on r.invitation_id = m.invitation_id join customer c on c.id = r.customer_id
       where m.wave_id = $1 and c.erased_at is null and ${unhappy('r')}`,
      [wave, days],
    );
    return row ?? { silent: 0, unhappy: 0 };
  }

  /** Whether the answer is one of this barometer. */
  async isOf(programme: string, response: string): Promise<boolean> {
    const rows = await this.db.query(
      `select from response r join wave_member m on m.invitation_id = r.invitation_id
       join barometer_wave w on w.id = m.wave_id where r.id = $1 and w.programme_key = $2`,
      [response, programme],
    );
    return rows.length > 0;
  }
}
