import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

@Injectable()
export class DeliveryErasureRepository {
  constructor(private readonly db: Database) {}

  async cancelOpen(customer: string): Promise<void> {
    await this.db.query(
      `update message set status = 'cancelled', cause = 'erased', try_at = null, draft = null
       where customer_id = $1 and status = 'waiting'`,
      [customer],
    );
  }

  async phonesOf(customer: string): Promise<{ contactKey: Buffer; recipient: Buffer }[]> {
    return this.db.query(
      `select distinct on (contact_key) contact_key as "contactKey", recipient from message
       where customer_id = $1 and channel = 'sms' and length(recipient) > 0`,
      [customer],
    );
  }

  /** Gives how many are in a process's hands, and stay as they are. */
  async emptyMessages(customer: string): Promise<number> {
    await this.db.query(
      `update message set subject = null, body = '', draft = null, recipient = '', contact_key = ''
       where customer_id = $1 and status not in ('sending', 'uncertain')`,
      [customer],
    );
    const [left] = await this.db.query<{ n: number }>(
      `select count(*)::int as n from message where customer_id = $1 and status in ('sending', 'uncertain')`,
      [customer],
    );
    return left?.n ?? 0;
  }

  async emptyInbound(contactKey: Buffer): Promise<void> {
    await this.db.query(`update inbound_message set sender = '', body = '', contact_key = '' where contact_key = $1`, [
      contactKey,
    ]);
  }
}
