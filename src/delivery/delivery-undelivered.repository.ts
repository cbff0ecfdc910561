import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database, Settings } from '#platform/database';

/** When sending was last stopped for what came back. */
const STOPPED: Readonly<Record<Channel, string>> = { sms: 'delivery.filtered', email: 'delivery.refused' };

/** Messages that did not arrive, counted. */
@Injectable()
export class DeliveryUndeliveredRepository {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {}

  /** How many messages of an invitation were taken on a channel and did not arrive. */
  async timesUndelivered(invitation: string, channel: Channel): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      `select count(*)::int as count from message
       where invitation_id = $1 and channel = $2 and status in ('undelivered', 'failed') and accepted_at is not null`,
      [invitation, channel],
    );
    return row?.count ?? 0;
  }

  /** How many of the last messages came back with such a code (a pattern of SQL's); those before sending was last stopped for it no longer count. */
  async countRefused(channel: Channel, codes: string, of: number): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      `select count(*) filter (where error_code like $1)::int as count from (
         select error_code from message where channel = $4 and accepted_at is not null
           and accepted_at > coalesce($3::timestamptz, '-infinity')
         order by accepted_at desc limit $2) as last`,
      [codes, of, await this.settings.changedAt(STOPPED[channel]), channel],
    );
    return row?.count ?? 0;
  }

  async noteStopped(channel: Channel, at: Date): Promise<void> {
    await this.settings.set(STOPPED[channel], {}, at);
  }
}
