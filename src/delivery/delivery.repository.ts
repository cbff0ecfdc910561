import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Through } from '#invitations';
import type { EarlierMail } from './rules/bounce.ts';
import type { KnownMessage, Taken } from './rules/message.ts';
import type { MessageStatus } from './rules/receipt.ts';

/** A message as the table holds it: whom it is for and what it says, sealed. */
export interface SealedMessage {
  readonly id: string;
  readonly token: string;
  readonly invitation: string | null;
  readonly customer: string;
  readonly kind: KnownMessage['kind'];
  readonly step: number;
  readonly channel: KnownMessage['channel'];
  readonly contactKey: Buffer;
  readonly recipient: Buffer;
  readonly subject: string | null;
  readonly body: Buffer;
  readonly draft: Buffer | null;
  readonly status: MessageStatus;
  readonly segments: number | null;
  readonly touchpoint: string | null;
  readonly country: string | null;
  readonly template?: string | null;
  readonly attempts: number;
  readonly looks: number;
  readonly tryAt: Date;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const OPEN = `('waiting', 'sending', 'uncertain')`;

/** Column, its type for `unnest`, and the field it keeps. */
const COLUMNS = [
  ['id', 'uuid', 'id'],
  ['token', 'text', 'token'],
  ['invitation_id', 'uuid', 'invitation'],
  ['customer_id', 'uuid', 'customer'],
  ['kind', 'text', 'kind'],
  ['step', 'integer', 'step'],
  ['channel', 'text', 'channel'],
  ['contact_key', 'bytea', 'contactKey'],
  ['recipient', 'bytea', 'recipient'],
  ['subject', 'text', 'subject'],
  ['body', 'bytea', 'body'],
  ['draft', 'bytea', 'draft'],
  ['status', 'text', 'status'],
  ['segments', 'integer', 'segments'],
  ['touchpoint_key', 'text', 'touchpoint'],
  ['country', 'text', 'country'],
  ['template_id', 'uuid', 'template'],
  ['attempts', 'integer', 'attempts'],
  ['looks', 'integer', 'looks'],
  ['try_at', 'timestamptz', 'tryAt'],
  ['created_at', 'timestamptz', 'createdAt'],
  ['expires_at', 'timestamptz', 'expiresAt'],
] as const satisfies readonly (readonly [string, string, keyof SealedMessage])[];

const names = COLUMNS.map(([column]) => column).join(', ');
export const SEALED = COLUMNS.map(([column, , field]) => `m.${column} as "${field}"`).join(', ');

const known = `id, invitation_id as invitation, customer_id as customer, kind, channel, contact_key as "contactKey", status, provider_id as "providerId"`;

@Injectable()
export class DeliveryRepository {
  constructor(private readonly db: Database) {}

  async insert(messages: readonly SealedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.db.query(
      `insert into message (${names}) select * from unnest(${COLUMNS.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')})`,
      COLUMNS.map(([, , field]) => messages.map((message) => message[field])),
    );
  }

  /** Takes what is open and due into this process's hands until `lease`; `was` is what each was before. */
  async takeDue(
    now: Date,
    lease: Date,
    limit: number,
    { channels, closedTouchpoints }: Through,
  ): Promise<(SealedMessage & Pick<Taken, 'was' | 'offeredAt'>)[]> {
    return this.db.query(
      `with due as (
         select id, status from message where status in ${OPEN} and try_at <= $1 and channel = any($4::text[])
           and (touchpoint_key is null or touchpoint_key <> all($5::text[])) order by try_at limit $3 for update skip locked)
       update message m set try_at = $2, status = case when due.status = 'waiting' then 'sending' else due.status end
       from due where m.id = due.id returning ${SEALED}, due.status as was, m.offered_at as "offeredAt"`,
      [now, lease, limit, channels, closedTouchpoints],
    );
  }

  async nextDueAt({ channels, closedTouchpoints }: Through): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min(try_at) as at from message where status in ${OPEN} and channel = any($1::text[])
         and (touchpoint_key is null or touchpoint_key <> all($2::text[]))`,
      [channels, closedTouchpoints],
    );
    return row?.at ?? null;
  }

  /** Gives the ids it moved: a report may have been faster, and then knows more. */
  async accept(
    taken: readonly { id: string; providerId: string; segments: number | null }[],
    now: Date,
  ): Promise<Set<string>> {
    if (taken.length === 0) return new Set();
    const moved = await this.db.query<{ id: string }>(
      `update message m set status = 'accepted', provider_id = t.provider_id, segments = coalesce(t.segments, m.segments),
         accepted_at = $4, try_at = null, draft = null, attempts = attempts + 1
       from unnest($1::uuid[], $2::text[], $3::integer[]) as t(id, provider_id, segments)
       where m.id = t.id and m.status in ${OPEN} returning m.id`,
      [taken.map((one) => one.id), taken.map((one) => one.providerId), taken.map((one) => one.segments), now],
    );
    return new Set(moved.map(({ id }) => id));
  }

  /** Still open, to be taken up again at `tryAt`; not where its lease passed, and others decide. */
  async postpone(
    { id, leasedUntil }: { readonly id: string; readonly leasedUntil: Date },
    to: {
      status: 'waiting' | 'uncertain';
      tryAt: Date;
      looks: number;
      code: string | null;
      offered: boolean;
      heldAt: Date | null;
    },
  ): Promise<void> {
    await this.db.query(
      `update message set status = $2, try_at = $3, looks = $4, error_code = coalesce($5, error_code), attempts = attempts + $6,
         held_at = case when $7::timestamptz is not null then coalesce(held_at, $7) end
       where id = $1 and status in ${OPEN} and try_at = $8`,
      [id, to.status, to.tryAt, to.looks, to.code, to.offered ? 1 : 0, to.heldAt, leasedUntil],
    );
  }

  /** Ends a message that is open; false when a report was faster. */
  async end(id: string, status: 'failed' | 'cancelled', code: string | null, cause: string): Promise<boolean> {
    const { count } = await this.db.run(
      `update message set status = $2, error_code = $3, cause = $4, try_at = null, draft = null, attempts = attempts + 1
       where id = $1 and status in ${OPEN}`,
      [id, status, code, cause],
    );
    return count > 0;
  }

  /** The message a report is about, locked: reports on one message are read one after the other. */
  async lockReported({
    token,
    providerId,
  }: {
    token: string | null;
    providerId: string;
  }): Promise<KnownMessage | null> {
    const [row] = await this.db.query<KnownMessage>(
      `select ${known} from message where token = $1 or provider_id = $2 order by (token = $1) desc nulls last limit 1 for update`,
      [token, providerId],
    );
    return row ?? null;
  }

  /** What became of the last mails to an address before this one. */
  async mailsBefore(id: string, contactKey: Buffer): Promise<EarlierMail[]> {
    return this.db.query<EarlierMail>(
      `select status in ('bounced', 'failed') as bounced, error_code as code, created_at as at from message
       where contact_key = $1 and id < $2 and channel = 'email' and status not in ${OPEN} and status <> 'cancelled'
       order by id desc limit 5`,
      [contactKey, id],
    );
  }

  async byToken(token: string): Promise<KnownMessage | null> {
    const [row] = await this.db.query<KnownMessage>(`select ${known} from message where token = $1`, [token]);
    return row ?? null;
  }

  async report(
    id: string,
    report: { status: MessageStatus; providerId: string; code: string | null; cause: string | null; now: Date },
  ): Promise<void> {
    await this.db.query(
      `update message set status = $2, provider_id = $3, error_code = coalesce($4, error_code), cause = coalesce($5, cause),
         accepted_at = coalesce(accepted_at, $6), delivered_at = case when $2 = 'delivered' then $6 else delivered_at end,
         try_at = null, draft = null
       where id = $1`,
      [id, report.status, report.providerId, report.code, report.cause, report.now],
    );
  }

  /** False when the provider had told us this before. */
  async noteEvent(event: {
    providerId: string;
    status: string;
    code: string;
    payload: Record<string, unknown>;
    now: Date;
  }): Promise<boolean> {
    const { count } = await this.db.run(
      `insert into provider_event (provider_id, status, error_code, payload, received_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [event.providerId, event.status, event.code, JSON.stringify(event.payload), event.now],
    );
    return count > 0;
  }
}
