import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Understood } from './rules/understood.ts';

export type Handled = 'attached' | 'called' | 'done';

/** A text message that no survey was found for. */
export interface Unattached {
  inbound: string;
  at: Date;
}

@Injectable()
export class UnattachedRepository {
  constructor(private readonly db: Database) {}

  /** Oldest first: they have waited longest. */
  open(limit: number): Promise<Unattached[]> {
    return this.db.query<Unattached>(
      `select inbound_id as inbound, at from sms_reply where read_as = 'unattached' and handled is null order by at limit $1`,
      [limit],
    );
  }

  async exists(inbound: string): Promise<boolean> {
    return (await this.db.query('select from sms_reply where inbound_id = $1', [inbound])).length > 0;
  }

  /** Whether it waits to be read still; it does until the end of the transaction. */
  async lockOpen(inbound: string): Promise<boolean> {
    const rows = await this.db.query(
      `select from sms_reply where inbound_id = $1 and read_as = 'unattached' and handled is null for update`,
      [inbound],
    );
    return rows.length > 0;
  }

  /** Somebody is to be called for it. */
  async noteWish(inbound: string, of: string, understood: Understood): Promise<void> {
    await this.db.run(`update sms_reply set read_as = 'wish', case_id = $2, understood = $3 where inbound_id = $1`, [
      inbound,
      of,
      JSON.stringify(understood),
    ]);
  }

  /** How many texts were about a case. */
  async countOf(of: string): Promise<number> {
    const [row] = await this.db.query<{ n: number }>('select count(*)::int as n from sms_reply where case_id = $1', [
      of,
    ]);
    return row?.n ?? 0;
  }

  /** False when somebody did before. */
  async handle(inbound: string, how: Handled, by: string, at: Date): Promise<boolean> {
    const { count } = await this.db.run(
      `update sms_reply set handled = $2, handled_by = $3, handled_at = $4
       where inbound_id = $1 and read_as = 'unattached' and handled is null`,
      [inbound, how, by, at],
    );
    return count > 0;
  }
}
