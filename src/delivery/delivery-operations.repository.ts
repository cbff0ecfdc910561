import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import type { Sent } from './rules/sms-costs.ts';

/** Messages that are written and not at their provider. */
export interface OpenMessages {
  readonly channel: Channel;
  readonly status: 'waiting' | 'sending' | 'uncertain' | 'undecided';
  readonly count: number;
  readonly due: number;
  readonly oldestAt: Date | null;
}

export interface Throughput {
  readonly channel: Channel;
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
}

export interface FailureCause {
  readonly channel: Channel;
  readonly code: string | null;
  readonly cause: string | null;
  readonly count: number;
  readonly lastAt: Date;
}

/** How sending goes, counted. */
@Injectable()
export class DeliveryOperationsRepository {
  constructor(private readonly db: Database) {}

  async open(now: Date): Promise<OpenMessages[]> {
    return this.db.query<OpenMessages>(
      `select channel, case when status = 'uncertain' and held_at is not null then 'undecided' else status end as status, count(*)::int as count, count(*) filter (where try_at <= $1)::int as due,
         min(created_at) as "oldestAt"
       from message where status in ('waiting', 'sending', 'uncertain') group by 1, 2`,
      [now],
    );
  }

  async throughput(now: Date): Promise<Throughput[]> {
    return this.db.query<Throughput>(
      `select channel, count(*) filter (where accepted_at > $1::timestamptz - interval '1 minute')::int as minute,
         count(*) filter (where accepted_at > $1::timestamptz - interval '1 hour')::int as hour, count(*)::int as day
       from message where accepted_at > $1::timestamptz - interval '1 day' and accepted_at <= $1 group by 1`,
      [now],
    );
  }

  /** Messages taken by a provider in each hour since, the hours counted from `since`. */
  async hourly(since: Date, now: Date): Promise<{ channel: Channel; hour: number; count: number }[]> {
    return this.db.query(
      `select channel, floor(extract(epoch from accepted_at - $1::timestamptz) / 3600)::int as hour, count(*)::int as count
       from message where accepted_at >= $1 and accepted_at <= $2 group by 1, 2`,
      [since, now],
    );
  }

  async failures(since: Date, limit: number): Promise<FailureCause[]> {
    return this.db.query<FailureCause>(
      `select channel, error_code as code, case when error_code is null then cause end as cause, count(*)::int as count,
         max(created_at) as "lastAt"
       from message where status in ('failed', 'undelivered', 'bounced') and created_at >= $1
       group by 1, 2, 3 order by count desc, max(created_at) desc limit $2`,
      [since, limit],
    );
  }

  async segments(since: Date, until: Date): Promise<Sent[]> {
    return this.db.query<Sent>(
      `select touchpoint_key as touchpoint, country, count(*)::int as messages, sum(coalesce(segments, 1))::int as segments
       from message where channel = 'sms' and accepted_at >= $1 and accepted_at < $2 group by 1, 2`,
      [since, until],
    );
  }
}
