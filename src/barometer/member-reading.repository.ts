import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { COUNTS, type MemberRow } from './members.repository.ts';
import type { MemberState } from './rules/lifecycle.ts';

/** Whom to list; left out: everybody. */
export interface MembersFilter {
  readonly state?: MemberState | undefined;
  /** `2027-01-04`, where the organisation is: asked on it, waiting for it, or put off from it. */
  readonly day?: string | undefined;
  readonly stratum?: string | undefined;
}

/** A time somebody's turn was put off. */
export interface MoveRow {
  readonly customer: string;
  readonly at: Date;
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
}

const COLUMNS = `customer_id as customer, stratum, position, role, state, planned_for as "plannedFor", invitation_id as invitation,
  inclusion_probability as "inclusionProbability", replaces, replaced_by as "replacedBy", reason`;

const dayOf = (at: string) => `to_char(${at} at time zone 'Europe/Paris', 'YYYY-MM-DD')`;

/** Who is in a wave, and what became of each, for people to read. */
@Injectable()
export class MemberReadingRepository {
  constructor(private readonly db: Database) {}

  /** In sending order; who was called up from the reserve comes after the sample. */
  list(
    wave: string,
    { state, day, stratum }: MembersFilter,
    after: readonly [string, number, string] | null,
    limit: number,
  ): Promise<MemberRow[]> {
    return this.db.query(
      `select ${COLUMNS} from wave_member m where wave_id = $1 and ${COUNTS}
         and ($2::text is null or (role, position, customer_id) > ($2, $3, $4::uuid) and role = $2 or $2 = 'sample' and role = 'reserve')
         and ($6::text is null or state = $6) and ($7::text is null or stratum = $7)
         and ($8::text is null or ${dayOf('coalesce(invited_at, planned_for)')} = $8
           or exists (select from wave_move v where v.wave_id = m.wave_id and v.customer_id = m.customer_id and ${dayOf('v.from_time')} = $8))
       order by role desc, position, customer_id limit $5`,
      [wave, ...(after ?? [null, null, null]), limit, state ?? null, stratum ?? null, day ?? null],
    );
  }

  /** Of these members, oldest first. */
  moves(wave: string, customers: readonly string[]): Promise<MoveRow[]> {
    return this.db.query(
      `select customer_id as customer, moved_at as at, from_time as "from", to_time as "to", reason from wave_move
       where wave_id = $1 and customer_id = any($2::uuid[]) order by id`,
      [wave, customers],
    );
  }

  /** Why these members left the wave. */
  async leftBecause(wave: string, customers: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ customer: string; reason: string }>(
      `select customer_id as customer, reason from wave_member
       where wave_id = $1 and customer_id = any($2::uuid[]) and state = 'replaced' and reason is not null`,
      [wave, customers],
    );
    return new Map(rows.map(({ customer, reason }) => [customer, reason]));
  }

  /** How many people were put off from each day. */
  putOff(wave: string): Promise<{ day: string; n: number }[]> {
    return this.db.query(
      `select ${dayOf('from_time')} as day, count(distinct customer_id)::int as n from wave_move
       where wave_id = $1 and ${dayOf('from_time')} <> ${dayOf('to_time')} group by 1`,
      [wave],
    );
  }
}
