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

  /** Those we have written to, and those they wrote from unasked. */
  async phonesOf(customer: string): Promise<{ contactKey: Buffer; recipient: Buffer }[]> {
    return this.db.query(
      `select distinct on (contact_key) contact_key as "contactKey", recipient from (
         select contact_key, recipient from message where customer_id = $1 and channel = 'sms'
         union all
         select t.contact_key, t.sender from fact f join inbound_message t on t.id::text = f.subject
         where f.customer_id = $1 and f.name = 'message.received') known
       where length(recipient) > 0`,
      [customer],
    );
  }

  /** Those in a process's hands may have to be looked up: they are emptied later. */
  async emptyMessages(customer: string): Promise<void> {
    await this.db.query('update message set forgotten = true where customer_id = $1', [customer]);
    await this.emptyForgotten();
  }

  /** Gives how many. */
  async emptyForgotten(): Promise<number> {
    const { count } = await this.db.run(
      `update message set subject = null, body = '', draft = null, recipient = '', contact_key = '', forgotten = false
       where forgotten and status not in ('sending', 'uncertain')`,
    );
    return count;
  }

  async emptyInbound(contactKey: Buffer): Promise<void> {
    await this.db.query(`update inbound_message set sender = '', body = '', contact_key = '' where contact_key = $1`, [
      contactKey,
    ]);
  }
}
