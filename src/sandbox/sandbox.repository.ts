import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import type { Fault, FaultKind } from './rules/fault.ts';

export interface SandboxMessage {
  readonly id: number;
  readonly channel: Channel;
  readonly direction: 'out' | 'in';
  readonly from: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Record<string, string>;
  readonly links: string[];
  readonly providerId: string | null;
  readonly status: string;
  readonly errorCode: number | null;
  readonly statusCallback: string | null;
  readonly repeats: number;
  readonly at: Date;
}

export interface MessageFilter {
  readonly channel?: Channel | undefined;
  readonly to?: string | undefined;
  readonly messageId?: string | undefined;
  /** The last id seen. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export interface StandingFault extends Fault {
  readonly id: number;
  readonly channel: Channel;
  readonly to: string | null;
  readonly remaining: number;
}

const COLUMNS = `id::float8 as id, channel, direction, sender as "from", recipient as "to", subject, text, html, headers, links,
  provider_id as "providerId", status, error_code as "errorCode", status_callback as "statusCallback", repeats, at`;

/** What the sandbox's phones, mailboxes and faults hold. */
@Injectable()
export class SandboxRepository {
  constructor(private readonly db: Database) {}

  /** Null when the mail came before, under the same Message-ID: mailboxes keep the first. */
  async insert(message: Omit<SandboxMessage, 'id' | 'repeats'>): Promise<SandboxMessage | null> {
    const [row] = await this.db.query<SandboxMessage>(
      `insert into sandbox_message (channel, direction, sender, recipient, subject, text, html, headers, links, provider_id, status, error_code, status_callback, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       on conflict (provider_id) do update set repeats = sandbox_message.repeats + 1
       returning ${COLUMNS}`,
      [
        message.channel,
        message.direction,
        message.from,
        message.to,
        message.subject,
        message.text,
        message.html,
        JSON.stringify(message.headers),
        JSON.stringify(message.links),
        message.providerId,
        message.status,
        message.errorCode,
        message.statusCallback,
        message.at,
      ],
    );
    return row && row.repeats === 0 ? row : null;
  }

  async setStatus(id: number, status: string, errorCode: number | null): Promise<void> {
    await this.db.query('update sandbox_message set status = $2, error_code = $3 where id = $1', [
      id,
      status,
      errorCode,
    ]);
  }

  /** Oldest first: what went out to people. */
  async list({ channel, to, messageId, after, limit }: MessageFilter): Promise<SandboxMessage[]> {
    return this.db.query(
      `select ${COLUMNS} from sandbox_message
       where direction = 'out' and ($1::text is null or channel = $1) and ($2::text is null or recipient = $2) and id > $3
         and ($5::text is null or provider_id = $5)
       order by id limit $4`,
      [channel ?? null, to ?? null, after ?? 0, limit, messageId ?? null],
    );
  }

  /** Newest first. */
  async textsTo(to: string | null, limit: number): Promise<SandboxMessage[]> {
    return this.db.query(
      `select ${COLUMNS} from sandbox_message where channel = 'sms' and direction = 'out' and ($1::text is null or recipient = $1)
       order by id desc limit $2`,
      [to, limit],
    );
  }

  async byProviderId(providerId: string): Promise<SandboxMessage | null> {
    const [row] = await this.db.query<SandboxMessage>(`select ${COLUMNS} from sandbox_message where provider_id = $1`, [
      providerId,
    ]);
    return row ?? null;
  }

  async byId(id: number): Promise<SandboxMessage | null> {
    const [row] = await this.db.query<SandboxMessage>(`select ${COLUMNS} from sandbox_message where id = $1`, [id]);
    return row ?? null;
  }

  /** Both sides of one phone's conversation, oldest first. */
  async thread(phone: string, limit: number): Promise<SandboxMessage[]> {
    const rows = await this.db.query<SandboxMessage>(
      `select ${COLUMNS} from sandbox_message where channel = 'sms' and ((direction = 'out' and recipient = $1) or (direction = 'in' and sender = $1))
       order by id desc limit $2`,
      [phone, limit],
    );
    return rows.reverse();
  }

  /** The last text of each phone, the liveliest phone first. */
  async phones(limit: number): Promise<{ phone: string; text: string; direction: 'out' | 'in'; at: Date }[]> {
    return this.db.query(
      `select phone, text, direction, at from (
         select distinct on (phone) phone, text, direction, at, id from (
           select case when direction = 'out' then recipient else sender end as phone, text, direction, at, id
           from sandbox_message where channel = 'sms' order by id desc limit 2000) as texts
         order by phone, id desc) as last
       order by id desc limit $1`,
      [limit],
    );
  }

  /** Newest first. */
  async mails(limit: number): Promise<SandboxMessage[]> {
    return this.db.query(`select ${COLUMNS} from sandbox_message where channel = 'email' order by id desc limit $1`, [
      limit,
    ]);
  }

  async addFault(fault: Omit<StandingFault, 'id'>, at: Date): Promise<void> {
    await this.db.query(
      'insert into sandbox_fault (channel, kind, code, recipient, remaining, at) values ($1, $2, $3, $4, $5, $6)',
      [fault.channel, fault.kind, fault.code, fault.to, fault.remaining, at],
    );
  }

  /** The oldest fault that stands for this recipient, used up by one; null when none does. */
  async takeFault(channel: Channel, to: string): Promise<Fault | null> {
    const [row] = await this.db.query<{ kind: FaultKind; code: number | null }>(
      `update sandbox_fault set remaining = remaining - 1
       where remaining > 0 and id = (
         select id from sandbox_fault where channel = $1 and remaining > 0 and (recipient is null or recipient = $2) order by id limit 1 for update)
       returning kind, code`,
      [channel, to],
    );
    return row ?? null;
  }

  async faults(): Promise<StandingFault[]> {
    return this.db.query(
      `select id::float8 as id, channel, kind, code, recipient as "to", remaining from sandbox_fault where remaining > 0 order by id`,
    );
  }

  async endFaults(): Promise<void> {
    await this.db.query('update sandbox_fault set remaining = 0 where remaining > 0');
  }
}
