import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { OPEN, SEALED, type SealedMessage } from './delivery.repository.ts';
import type { KnownMessage } from './rules/message.ts';

/** What may or may not have gone, as whoever decides sees it. */
export interface HeldMessage {
  readonly id: string;
  readonly customer: string;
  readonly invitation: string | null;
  readonly subject: string | null;
  readonly channel: KnownMessage['channel'];
  readonly heldAt: Date;
  readonly expiresAt: Date;
}

/** What is known of messages of which it is not known whether they were taken. */
@Injectable()
export class DeliveryDoubtsRepository {
  constructor(private readonly db: Database) {}

  /** False when it is in this lease no more: another process has it in hand, or had. */
  async noteOffered(id: string, lease: Date, at: Date): Promise<boolean> {
    const { count } = await this.db.run(
      `update message set offered_at = $3 where id = $1 and status = 'sending' and try_at = $2`,
      [id, lease, at],
    );
    return count > 0;
  }

  async held(limit: number): Promise<HeldMessage[]> {
    return this.db.query<HeldMessage>(
      `select id, customer_id as customer, invitation_id as invitation, subject, channel, held_at as "heldAt", expires_at as "expiresAt"
       from message where status = 'uncertain' and held_at is not null order by held_at limit $1`,
      [limit],
    );
  }

  async lockHeld(id: string): Promise<SealedMessage | null> {
    const [row] = await this.db.query<SealedMessage>(
      `select ${SEALED} from message m where id = $1 and status = 'uncertain' and held_at is not null for update`,
      [id],
    );
    return row ?? null;
  }

  /** When the last of these, by their tokens, was known to be taken. */
  async lastAccepted(tokens: readonly string[]): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(
      'select max(accepted_at) as at from message where token = any($1)',
      [tokens],
    );
    return row?.at ?? null;
  }

  /** Which of these, by their tokens, need no proof any more. */
  async settled(tokens: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ token: string }>(
      `select token from message where token = any($1) and status not in ${OPEN}`,
      [tokens],
    );
    return new Set(rows.map(({ token }) => token));
  }

  /** What the provider calls the messages that this contact point is known to have been sent. */
  async providerIdsTo(contactKey: Buffer, since: Date): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }>(
      `select provider_id as id from message where contact_key = $1 and provider_id is not null and created_at >= $2::timestamptz - interval '1 day'`,
      [contactKey, since],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
