import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Answered } from './rules/expectation.ts';
import type { Past } from './rules/lived.ts';

/** A place taken, as a replay needs it; instants in ms. */
export interface Taken extends Past {
  readonly invitation: string;
  readonly customer: string;
  readonly touchpoint: string | null;
  readonly temperature: string;
  readonly channel: string;
  readonly takenAt: number;
  /** When its message was planned for. */
  readonly goesAt: number;
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
/** Within the hour it is the same day: what is about to go out at midnight waits for the morning. */
const PAST = `case when sent_at > coalesce(due_at, taken_at) + interval '1 hour' then ${MS('sent_at')} end as "sentAt",
  ${MS('released_at')} as "releasedAt", ${MS('answered_at')} as "answeredAt",
  array(select ${MS('at')} from unnest(reminders) as at) as reminders`;
const TAKEN = `invitation_id as invitation, customer_id as customer, touchpoint_key as touchpoint, temperature, channel,
  ${MS('taken_at')} as "takenAt", ${MS('coalesce(due_at, taken_at)')} as "goesAt", ${PAST}`;

/** Places of the past, read by the time at which they were taken. */
@Injectable()
export class PressureHistoryRepository {
  constructor(private readonly db: Database) {}

  /** Taken in that time and not given back before its end, a page after another. */
  async standing(from: Date, until: Date, after: Taken | null, limit: number): Promise<Taken[]> {
    return this.db.query<Taken>(
      `select ${TAKEN} from pressure_place
       where taken_at >= $1 and taken_at < $2 and (released_at is null or released_at > $2)
         and ($3::timestamptz is null or (taken_at, invitation_id) > ($3, $4::uuid))
       order by taken_at, invitation_id limit $5`,
      [from, until, after && new Date(after.takenAt), after?.invitation ?? null, limit],
    );
  }

  /** Taken in that time by what is no interaction, and by those named. */
  async unled(from: Date, until: Date, named: readonly string[]): Promise<Taken[]> {
    return this.db.query<Taken>(
      `select ${TAKEN} from pressure_place
       where taken_at >= $1 and taken_at < $2
         and (touchpoint_key is null or exempt_rule is not null or invitation_id = any($3::uuid[]))
       order by taken_at, invitation_id`,
      [from, until, named],
    );
  }

  /** What became of these places, where anything did. */
  async pasts(invitations: readonly string[]): Promise<(Past & { invitation: string })[]> {
    return this.db.query(
      `select invitation_id as invitation, ${PAST} from pressure_place
       where invitation_id = any($1::uuid[]) and (released_at is not null or answered_at is not null or reminders <> '{}'
         or sent_at > coalesce(due_at, taken_at) + interval '1 hour')`,
      [invitations],
    );
  }

  /** When these took their places. */
  async takenAt(invitations: readonly string[]): Promise<{ invitation: string; takenAt: number }[]> {
    return this.db.query(
      `select invitation_id as invitation, ${MS('taken_at')} as "takenAt" from pressure_place where invitation_id = any($1::uuid[])`,
      [invitations],
    );
  }

  /** Places taken in that time and kept, and those answered, by touchpoint. */
  async answered(from: Date, until: Date): Promise<Map<string, Answered>> {
    const rows = await this.db.query<Answered & { touchpoint: string }>(
      `select touchpoint_key as touchpoint, count(*)::integer as asked, count(answered_at)::integer as answered,
         (count(*) filter (where answer_mood = 1) + count(*) filter (where answered_at is not null and answer_mood is null) / 2.0)::float8 as happy
       from pressure_place
       where taken_at >= $1 and taken_at < $2 and released_at is null and touchpoint_key is not null group by touchpoint_key`,
      [from, until],
    );
    return new Map(rows.map(({ touchpoint, ...of }) => [touchpoint, of]));
  }
}
