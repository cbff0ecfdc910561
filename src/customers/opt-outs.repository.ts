import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Channel } from './customer.ts';

export interface OptOutRow {
  channel: Channel;
  source: string;
  at: Date;
  /** When it ends; null for ever. */
  until: Date | null;
}

export interface BlockRow {
  channel: Channel;
  cause: string;
  at: Date;
  until: Date | null;
}

/** What silences a contact point, by its key: said by people, or found by providers. */
@Injectable()
export class OptOutsRepository {
  constructor(private readonly db: Database) {}

  /**
   * For ever, or until then: what was said for ever is never made shorter, what ended is said anew.
   * @returns the keys that were not opted out so before.
   */
  async add(
    keys: readonly Buffer[],
    channel: Channel,
    source: string,
    { now, until }: { now: Date; until: Date | null },
  ): Promise<Buffer[]> {
    const rows = await this.db.query<{ key: Buffer }>(
      `insert into opt_out (contact_key, channel, source, at, until) select k, $2, $3, $4, $5 from unnest($1::bytea[]) k
       on conflict (contact_key, channel) do update set source = excluded.source, at = excluded.at, until = excluded.until
         where opt_out.until is not null and opt_out.until is distinct from excluded.until
       returning contact_key as key`,
      [keys, channel, source, now, until],
    );
    return rows.map(({ key }) => key);
  }

  /** @returns the keys that were opted out. */
  async remove(keys: readonly Buffer[], channel: Channel): Promise<Buffer[]> {
    const rows = await this.db.query<{ key: Buffer }>(
      'delete from opt_out where contact_key = any($1::bytea[]) and channel = $2 returning contact_key as key',
      [keys, channel],
    );
    return rows.map(({ key }) => key);
  }

  /** Ids of those who hold the contact point. */
  async holders(key: Buffer, channel: Channel): Promise<string[]> {
    const column = channel === 'sms' ? 'phone_key' : 'email_key';
    const rows = await this.db.query<{ id: string }>(`select id from customer where ${column} = $1`, [key]);
    return rows.map(({ id }) => id);
  }

  async block(key: Buffer, channel: Channel, cause: string, until: Date | null, now: Date): Promise<void> {
    await this.db.query(
      `insert into contact_block (contact_key, channel, cause, until, at) values ($1, $2, $3, $4, $5)
       on conflict (contact_key, channel) do update set cause = excluded.cause, until = excluded.until, at = excluded.at`,
      [key, channel, cause, until, now],
    );
  }

  /** False when nothing was blocked for this cause. */
  async unblock(key: Buffer, channel: Channel, cause: string): Promise<boolean> {
    const { count } = await this.db.run(
      'delete from contact_block where contact_key = $1 and channel = $2 and cause = $3',
      [key, channel, cause],
    );
    return count > 0;
  }

  optOutsOf(keys: readonly Buffer[]): Promise<OptOutRow[]> {
    return this.db.query(
      'select distinct channel, source, at, until from opt_out where contact_key = any($1::bytea[]) order by at',
      [keys],
    );
  }

  blocksOf(keys: readonly Buffer[]): Promise<BlockRow[]> {
    return this.db.query(
      'select channel, cause, at, until from contact_block where contact_key = any($1::bytea[]) order by at',
      [keys],
    );
  }
}
