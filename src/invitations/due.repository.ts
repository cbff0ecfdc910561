import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import type { Through } from './rules/fate.ts';
import type { Invitation } from './rules/invitation.ts';
import { DUE_COLUMNS, type DueInvitation } from './invitations.repository.ts';

interface Claim {
  readonly id: string;
  readonly channel: Channel;
  readonly nextChannels: readonly Channel[];
}

/** What waits on one channel about one touchpoint. */
export interface Waiting {
  readonly channel: Channel;
  readonly touchpoint: string | null;
  readonly due: number;
  readonly oldestDueAt: Date | null;
  readonly sending: number;
  readonly soon: number;
  readonly later: number;
  /** For a place under the cap. */
  readonly held: number;
}

const THROUGH = 'channel = any($3::text[]) and (touchpoint_key is null or touchpoint_key <> all($4::text[]))';
const THROUGH_FIRST = 'channel = any($1::text[]) and (touchpoint_key is null or touchpoint_key <> all($2::text[]))';

type Times = readonly { readonly id: string; readonly at: Date }[];

/** What falls due: messages, reminders, waits for a place, ends. Rows somebody else is working on are passed over. */
@Injectable()
export class DueRepository {
  constructor(private readonly db: Database) {}

  async lockDue(now: Date, limit: number, { channels, closedTouchpoints }: Through): Promise<DueInvitation[]> {
    return this.db.query<DueInvitation>(
      `select ${DUE_COLUMNS} from invitation where status = 'planned' and paused_at is null and not spent and send_at <= $1 and ${THROUGH}
       order by send_at limit $2 for no key update skip locked`,
      [now, limit, channels, closedTouchpoints],
    );
  }

  async lockReminders(now: Date, limit: number, { channels, closedTouchpoints }: Through): Promise<DueInvitation[]> {
    return this.db.query<DueInvitation>(
      `select ${DUE_COLUMNS} from invitation where next_reminder_at <= $1 and paused_at is null
         and status in ('sent', 'delivered', 'opened') and ${THROUGH}
       order by next_reminder_at limit $2 for no key update skip locked`,
      [now, limit, channels, closedTouchpoints],
    );
  }

  /** Whoever is due, and all who wait for a place of the same people: they compete. */
  async dueHeld(now: Date, limit: number): Promise<DueInvitation[]> {
    return this.db.query<DueInvitation>(
      `with first as (select id, held_keys from invitation where status = 'held' and send_at <= $1 and expires_at > $1
                      order by priority, created_at, id limit $2)
       select ${DUE_COLUMNS} from invitation
       where status = 'held' and send_at <= $1 and expires_at > $1 and (id in (select id from first)
         or held_keys && (select array_agg(key) from first cross join unnest(held_keys) as key))
       order by priority, created_at, id`,
      [now, limit],
    );
  }

  /** Those of them that still wait and are due, changed by nobody until the transaction ends. */
  async lockWaiting(ids: readonly string[], now: Date): Promise<DueInvitation[]> {
    return this.db.query<DueInvitation>(
      `select ${DUE_COLUMNS} from invitation
       where id = any($1::uuid[]) and status = 'held' and send_at <= $2 and expires_at > $2
       order by priority, created_at, id for no key update`,
      [ids, now],
    );
  }

  async lockExpired(now: Date, limit: number): Promise<{ id: string; sentAt: Date | null }[]> {
    return this.db.query<{ id: string; sentAt: Date | null }>(
      `select id, sent_at as "sentAt" from invitation
       where expires_at <= $1 and status in ('planned', 'held', 'sent', 'delivered', 'opened')
       order by expires_at limit $2 for no key update skip locked`,
      [now, limit],
    );
  }

  async claim(claims: readonly Claim[], at: Date): Promise<void> {
    if (claims.length === 0) return;
    await this.db.query(
      `update invitation i set status = 'sending', claimed_at = $2, step = step + 1, channel = claimed.channel, next_channels = claimed."nextChannels"
       from jsonb_to_recordset($1::jsonb) as claimed(id uuid, channel text, "nextChannels" text[]) where i.id = claimed.id`,
      [JSON.stringify(claims), at],
    );
  }

  async claimReminders(ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    await this.db.query(
      `update invitation set claimed_at = $2, step = step + 1, reminders = reminders + 1,
         next_reminder_at = case when reminder_after[reminders + 2] is not null
           then greatest($2::timestamptz, sent_at + make_interval(secs => reminder_after[reminders + 2])) end
       where id = any($1::uuid[])`,
      [ids, at],
    );
  }

  /** False when its survey has ended, or nothing was claimed. */
  async unclaimReminder(id: string, at: Date): Promise<boolean> {
    const { count } = await this.db.run(
      `update invitation set reminders = reminders - 1, next_reminder_at = $2
       where id = $1 and reminders > 0 and status in ('sent', 'delivered', 'opened')`,
      [id, at],
    );
    return count > 0;
  }

  /** Planned on a channel that no longer reaches the person: it waits on the one that does. */
  async reroute(to: readonly Claim[]): Promise<void> {
    if (to.length === 0) return;
    await this.db.query(
      `update invitation i set channel = other.channel, next_channels = other."nextChannels"
       from jsonb_to_recordset($1::jsonb) as other(id uuid, channel text, "nextChannels" text[]) where i.id = other.id`,
      [JSON.stringify(to)],
    );
  }

  async pause(ids: readonly string[], at: Date): Promise<void> {
    await this.db.query(
      `update invitation set paused_at = $2
       where id = any($1::uuid[]) and paused_at is null and status in ('planned', 'sending', 'sent', 'delivered', 'opened')`,
      [ids, at],
    );
  }

  /** Reminders keep their distance: each comes as much later as the pause lasted. */
  async resume(ids: readonly string[], at: Date): Promise<void> {
    await this.db.query(
      `update invitation set paused_at = null, next_reminder_at = next_reminder_at + ($2 - paused_at),
         reminder_after = array(select after + extract(epoch from $2 - paused_at)::int
                                from unnest(reminder_after) with ordinality as r(after, n) order by n)
       where id = any($1::uuid[]) and paused_at is not null`,
      [ids, at],
    );
  }

  async dropReminders(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.db.query('update invitation set next_reminder_at = null where id = any($1::uuid[])', [ids]);
  }

  async postpone(times: Times): Promise<void> {
    await this.#set('send_at', times);
  }

  async postponeReminders(times: Times): Promise<void> {
    await this.#set('next_reminder_at', times);
  }

  /** A place was free: planned, and awaited as long as it would have been from the start. */
  async planHeld(times: Times): Promise<void> {
    if (times.length === 0) return;
    await this.db.query(
      `update invitation i set status = 'planned', send_at = planned.at, expires_at = planned.at + make_interval(secs => i.expires_after),
         held_keys = null, cause = null
       from unnest($1::uuid[], $2::timestamptz[]) as planned(id, at) where i.id = planned.id`,
      [times.map(({ id }) => id), times.map(({ at }) => at)],
    );
  }

  async hold(
    id: string,
    { at, until, keys, cause }: { at: Date; until: Date; keys: readonly Buffer[]; cause: string },
  ): Promise<void> {
    await this.db.query(
      `update invitation set status = 'held', send_at = $2, expires_at = $3, held_keys = $4::bytea[], cause = $5 where id = $1`,
      [id, at, until, keys, cause],
    );
  }

  async setWorths(worths: readonly { readonly id: string; readonly worth: Invitation['worth'] }[]): Promise<void> {
    if (worths.length === 0) return;
    await this.db.query(
      `update invitation i set worth = found.worth from jsonb_to_recordset($1::jsonb) as found(id uuid, worth jsonb) where i.id = found.id`,
      [JSON.stringify(worths)],
    );
  }

  /** The rules changed: whoever waits may have a place now. */
  async wakeAll(at: Date): Promise<void> {
    await this.db.query(`update invitation set send_at = $1 where status = 'held' and send_at > $1`, [at]);
  }

  /** Those who wait for a place of these people try again now. */
  async wake(keys: readonly Buffer[], at: Date): Promise<void> {
    if (keys.length === 0) return;
    await this.db.query(
      `update invitation set send_at = $2 where status = 'held' and send_at > $2 and held_keys && $1::bytea[]`,
      [keys, at],
    );
  }

  async nextMessageAt({ channels, closedTouchpoints }: Through): Promise<Date | null> {
    return this.#first(
      `select least((select min(send_at) from invitation where status = 'planned' and paused_at is null and not spent and ${THROUGH_FIRST}),
                    (select min(next_reminder_at) from invitation
                     where status in ('sent', 'delivered', 'opened') and paused_at is null and ${THROUGH_FIRST})) as at`,
      [channels, closedTouchpoints],
    );
  }

  async waiting(now: Date, soon: Date): Promise<Waiting[]> {
    return this.db.query<Waiting>(
      `select channel, touchpoint_key as touchpoint,
         count(*) filter (where status = 'planned' and send_at <= $1)::int as due,
         min(send_at) filter (where status = 'planned' and send_at <= $1) as "oldestDueAt",
         count(*) filter (where status = 'sending')::int as sending,
         count(*) filter (where status = 'planned' and send_at > $1 and send_at <= $2)::int as soon,
         count(*) filter (where status = 'planned' and send_at > $2)::int as later,
         count(*) filter (where status = 'held')::int as held
       from invitation where status in ('planned', 'held', 'sending') group by 1, 2 order by 1 desc, 2`,
      [now, soon],
    );
  }

  async nextHeldAt(): Promise<Date | null> {
    return this.#first(`select min(send_at) as at from invitation where status = 'held' and send_at < expires_at`);
  }

  async nextExpiryAt(): Promise<Date | null> {
    return this.#first(
      `select min(expires_at) as at from invitation where status in ('planned', 'held', 'sent', 'delivered', 'opened')`,
    );
  }

  async #set(column: 'send_at' | 'next_reminder_at', times: Times): Promise<void> {
    if (times.length === 0) return;
    await this.db.query(
      `update invitation i set ${column} = moved.at from unnest($1::uuid[], $2::timestamptz[]) as moved(id, at) where i.id = moved.id`,
      [times.map(({ id }) => id), times.map(({ at }) => at)],
    );
  }

  async #first(sql: string, parameters: readonly unknown[] = []): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(sql, parameters);
    return row?.at ?? null;
  }
}
