import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Understood } from './rules/understood.ts';

/** `question` was asked last and is open; null once nothing is left to ask. */
export interface Conversation {
  invitation: string;
  question: string | null;
  helped: boolean;
  /** Free hours were offered, once. */
  hoursOffered: boolean;
  /** When those that were offered last begin. */
  offered: Date[];
}

/** A conversation, and when it last moved. */
export type Moved = Conversation & { at: Date };

@Injectable()
export class AnsweringRepository {
  constructor(private readonly db: Database) {}

  /** False when this message was read before. */
  async takeReply(inbound: string, at: Date): Promise<boolean> {
    const { count } = await this.db.run(
      `insert into sms_reply (inbound_id, read_as, at) values ($1, 'unattached', $2) on conflict do nothing`,
      [inbound, at],
    );
    return count > 0;
  }

  /** Texts that may ask to stop wait elsewhere to be read. */
  async leaveToCheck(inbound: string): Promise<void> {
    await this.db.run(`update sms_reply set read_as = 'to-check' where inbound_id = $1`, [inbound]);
  }

  async noteReply(inbound: string, invitation: string, readAs: string, understood: Understood): Promise<void> {
    await this.db.run('update sms_reply set invitation_id = $2, read_as = $3, understood = $4 where inbound_id = $1', [
      inbound,
      invitation,
      readAs,
      JSON.stringify(understood),
    ]);
  }

  /** What the replies to an invitation were taken for is forgotten; gives their texts. */
  async forgetReplies(invitation: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'select inbound_id as id from sms_reply where invitation_id = $1',
      [invitation],
    );
    await this.db.run('update sms_reply set understood = null where invitation_id = $1', [invitation]);
    return rows.map(({ id }) => id);
  }

  /** Until the end of the transaction no other message moves this conversation. */
  async lock(invitation: string): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('conversation ' || $1, 0))`, [invitation]);
  }

  /** Begun since then with any of these customers. */
  async conversations(customers: readonly string[], since: Date): Promise<Moved[]> {
    return this.db.query<Moved>(
      `select invitation_id as invitation, question_key as question, helped, hours_offered as "hoursOffered", offered_hours as offered, moved_at as at from sms_conversation
       where customer_id = any($1::uuid[]) and moved_at >= $2`,
      [customers, since],
    );
  }

  async conversation(invitation: string): Promise<Conversation | null> {
    const [row] = await this.db.query<Conversation>(
      `select invitation_id as invitation, question_key as question, helped, hours_offered as "hoursOffered", offered_hours as offered
       from sms_conversation where invitation_id = $1`,
      [invitation],
    );
    return row ?? null;
  }

  async keep(conversation: Conversation, customer: string, at: Date): Promise<void> {
    const { invitation, question, helped, hoursOffered, offered } = conversation;
    await this.db.run(
      `insert into sms_conversation (invitation_id, customer_id, question_key, helped, hours_offered, offered_hours, moved_at)
       values ($1, $2, $3, $4, $6, $7, $5)
       on conflict (invitation_id) do update set question_key = excluded.question_key, helped = excluded.helped,
         hours_offered = excluded.hours_offered, offered_hours = excluded.offered_hours, moved_at = excluded.moved_at`,
      [invitation, customer, question, helped, at, hoursOffered, offered],
    );
  }
}
