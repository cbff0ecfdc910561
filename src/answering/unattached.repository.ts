import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export type Handled = 'attached' | 'done';

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
