import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export interface InboundRow {
  readonly id: string;
  readonly sender: Buffer;
  readonly body: Buffer;
  readonly at: Date;
  readonly readAs: string | null;
}

/** Texts that customers sent us, each once. */
@Injectable()
export class DeliveryInboundRepository {
  constructor(private readonly db: Database) {}

  /** False when this message came before. */
  async insert(row: InboundRow & { providerId: string; contactKey: Buffer; recipient: string }): Promise<boolean> {
    const { count } = await this.db.run(
      `insert into inbound_message (id, provider_id, contact_key, sender, recipient, body, received_at, read_as)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (provider_id) do nothing`,
      [row.id, row.providerId, row.contactKey, row.sender, row.recipient, row.body, row.at, row.readAs],
    );
    return count > 0;
  }

  /** How many texts of a number were read as this since, the latest included. */
  async count(contactKey: Buffer, readAs: string, since: Date): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      'select count(*)::int as count from inbound_message where contact_key = $1 and read_as = $2 and received_at > $3',
      [contactKey, readAs, since],
    );
    return row?.count ?? 0;
  }

  /** Whom the last text to this number was written to. */
  async lastWrittenTo(contactKey: Buffer): Promise<string | null> {
    const [row] = await this.db.query<{ customer: string }>(
      `select customer_id as customer from message where contact_key = $1 and channel = 'sms' order by created_at desc limit 1`,
      [contactKey],
    );
    return row?.customer ?? null;
  }

  async byId(id: string): Promise<InboundRow | null> {
    const [row] = await this.db.query<InboundRow>(
      'select id, sender, body, received_at as at, read_as as "readAs" from inbound_message where id = $1',
      [id],
    );
    return row ?? null;
  }

  async emptyBodies(ids: readonly string[]): Promise<void> {
    await this.db.run(`update inbound_message set body = '' where id = any($1::uuid[])`, [ids]);
  }
}
