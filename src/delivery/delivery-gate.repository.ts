import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import type { Bucket } from './rules/bucket.ts';
import type { Breaker } from './rules/breaker.ts';
import type { Lane } from './rules/gate.ts';

export interface Pause {
  readonly scope: string;
  readonly reason: string;
  /** Who, as an actor. */
  readonly by: string;
  readonly at: Date;
}

/** A sender of one channel, as the table holds it. */
export interface KnownLane extends Lane {
  readonly sender: string;
  readonly lastCode: string | null;
  readonly lastFailureAt: Date | null;
}

export interface Sender {
  readonly channel: Channel;
  readonly sender: string;
}

const COLUMNS = `channel, sender, per_second as "perSecond", tokens, refilled_at as "refilledAt", state, failures, trips,
  opened_at as "openedAt", retry_at as "retryAt", last_code as "lastCode", last_failure_at as "lastFailureAt"`;

/** Pauses, paces and breakers: what every process that sends must agree on. */
@Injectable()
export class DeliveryGateRepository {
  constructor(private readonly db: Database) {}

  async pauses(): Promise<Pause[]> {
    return this.db.query<Pause>(
      'select scope, reason, paused_by as by, paused_at as at from delivery_pause order by paused_at, scope',
    );
  }

  /** False when it is paused already: the first reason stays. */
  async pause({ scope, reason, by, at }: Pause): Promise<boolean> {
    const { count } = await this.db.run(
      'insert into delivery_pause (scope, reason, paused_by, paused_at) values ($1, $2, $3, $4) on conflict do nothing',
      [scope, reason, by, at],
    );
    return count > 0;
  }

  async resume(scope: string): Promise<boolean> {
    return (await this.db.run('delete from delivery_pause where scope = $1', [scope])).count > 0;
  }

  async lanes(senders: readonly Sender[]): Promise<KnownLane[]> {
    return this.db.query<KnownLane>(
      `select ${COLUMNS} from delivery_lane join unnest($1::text[], $2::text[]) as now(channel, sender) using (channel, sender)
       order by channel desc`,
      [senders.map(({ channel }) => channel), senders.map(({ sender }) => sender)],
    );
  }

  async addLane({ channel, sender }: Sender, perSecond: number | null, now: Date): Promise<void> {
    await this.db.query(
      `insert into delivery_lane (channel, sender, per_second, tokens, refilled_at) values ($1, $2, $3::double precision, coalesce($3::double precision, 0), $4)
       on conflict do nothing`,
      [channel, sender, perSecond, now],
    );
  }

  /** Nobody else reads or changes it until the transaction ends. */
  async lockLane({ channel, sender }: Sender): Promise<KnownLane | null> {
    const [lane] = await this.db.query<KnownLane>(
      `select ${COLUMNS} from delivery_lane where channel = $1 and sender = $2 for update`,
      [channel, sender],
    );
    return lane ?? null;
  }

  async setBucket({ channel, sender }: Sender, { perSecond, tokens, refilledAt }: Bucket): Promise<void> {
    await this.db.query(
      'update delivery_lane set per_second = $3, tokens = $4, refilled_at = $5 where channel = $1 and sender = $2',
      [channel, sender, perSecond, tokens, refilledAt],
    );
  }

  /** What was taken and not used comes back; what was used beyond is owed. */
  async addTokens({ channel, sender }: Sender, tokens: number): Promise<void> {
    await this.db.query('update delivery_lane set tokens = tokens + $3 where channel = $1 and sender = $2', [
      channel,
      sender,
      tokens,
    ]);
  }

  async setBreaker({ channel, sender }: Sender, breaker: Breaker, failure: { code: string; at: Date }): Promise<void> {
    const { state, failures, trips, openedAt, retryAt } = breaker;
    await this.db.query(
      `update delivery_lane set state = $3, failures = $4, trips = $5, opened_at = $6, retry_at = $7, last_code = $8, last_failure_at = $9
       where channel = $1 and sender = $2`,
      [channel, sender, state, failures, trips, openedAt, retryAt, failure.code, failure.at],
    );
  }

  /** The provider answered. Gives what it had been in doubt for, null when there was no doubt: then nothing is written. */
  async closeBreaker({ channel, sender }: Sender): Promise<{ wasOpen: boolean } | null> {
    const [was] = await this.db.query<{ wasOpen: boolean }>(
      `with lane as (select channel, sender, state from delivery_lane
         where channel = $1 and sender = $2 and (failures > 0 or state <> 'closed') for update)
       update delivery_lane l set state = 'closed', failures = 0, trips = 0, opened_at = null, retry_at = null
       from lane where l.channel = lane.channel and l.sender = lane.sender returning lane.state <> 'closed' as "wasOpen"`,
      [channel, sender],
    );
    return was ?? null;
  }

  /** One process may send one message to see whether the provider is back; true for that process. */
  async takeTrial({ channel, sender }: Sender, now: Date, until: Date): Promise<boolean> {
    const { count } = await this.db.run(
      `update delivery_lane set state = 'half-open', retry_at = $4
       where channel = $1 and sender = $2 and state <> 'closed' and retry_at <= $3`,
      [channel, sender, now, until],
    );
    return count > 0;
  }
}
