import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Channel } from '#customers';
import type { SendWindow } from '#platform/calendar';
import { hashToken, newToken, Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import type { Position } from '#platform/http';
import { InvitationEntity } from './invitation.entity.ts';
import type { Invitation } from './rules/invitation.ts';
import { invitationLifecycle, OPEN, type InvitationStatus } from './rules/lifecycle.ts';

export interface NewInvitation extends Omit<
  Invitation,
  'step' | 'reminders' | 'sentAt' | 'answeredAt' | 'cause' | 'spent'
> {
  readonly window: SendWindow;
  /** In seconds, as the next two. */
  readonly reminderAfter: readonly number[];
  readonly expiresAfter: number;
  readonly priority: number;
  readonly monthlyTarget: number | null;
  readonly waitsUntil: Date | null;
  /** No message goes out before; null for what was planned before it was kept. */
  readonly earliestAt: Date | null;
  readonly heldKeys: readonly Buffer[] | null;
}

export interface DueInvitation extends Invitation {
  readonly window: SendWindow;
  readonly token: Buffer;
  readonly expiresAfter: number;
  readonly priority: number;
  readonly monthlyTarget: number | null;
  readonly waitsUntil: Date | null;
  readonly earliestAt: Date | null;
}

export interface Moved {
  readonly id: string;
  readonly from: InvitationStatus;
  readonly customer: string;
  readonly sentAt: Date | null;
}

export interface Filter {
  readonly ids?: readonly string[] | undefined;
  readonly customer?: string | undefined;
  readonly status?: InvitationStatus | undefined;
  readonly channel?: string | undefined;
  readonly touchpoint?: string | undefined;
  readonly before?: Position | null | undefined;
  readonly limit: number;
}

const COLUMNS = `id, customer_id as customer, interaction_id as interaction, touchpoint_key as touchpoint,
  questionnaire_version_id as "questionnaireVersion", temperature, status, channel, next_channels as "nextChannels", site_key as site, agent,
  segment, language, time_zone as "timeZone", occurred_at as "occurredAt", send_at as "sendAt", expires_at as "expiresAt", step, reminders,
  sent_at as "sentAt", answered_at as "answeredAt", cause, exempt_rule as exempt, anonymous, spent, worth, created_at as "createdAt"`;
export const DUE_COLUMNS = `${COLUMNS}, send_window as window, token, expires_after as "expiresAfter", priority,
  monthly_target as "monthlyTarget", waits_until as "waitsUntil", earliest_at as "earliestAt"`;

@Injectable()
export class InvitationsRepository {
  constructor(
    private readonly db: Database,
    private readonly vault: Vault,
  ) {}

  async insertMany(rows: readonly NewInvitation[], at: Date): Promise<void> {
    if (rows.length === 0) return;
    await this.db.query(
      `insert into invitation (id, customer_id, interaction_id, touchpoint_key, questionnaire_version_id, temperature, status, channel,
         next_channels, site_key, agent, segment, language, time_zone, occurred_at, exempt_rule, anonymous, token_hash, token, send_window, send_at,
         reminder_after, expires_after, expires_at, priority, monthly_target, waits_until, earliest_at, worth, held_keys, created_at)
       select id, customer, interaction, touchpoint, "questionnaireVersion", temperature, status, channel, "nextChannels", site, agent, segment,
         language, "timeZone", "occurredAt", exempt, anonymous, decode("tokenHash", 'hex'), decode("sealed", 'hex'), "window", "sendAt", "reminderAfter",
         "expiresAfter", "expiresAt", priority, "monthlyTarget", "waitsUntil", "earliestAt", worth,
         (select array_agg(decode(key, 'hex')) from unnest("heldKeys") as key), $2
       from jsonb_to_recordset($1::jsonb) as planned(id uuid, customer uuid, interaction uuid, touchpoint text, "questionnaireVersion" uuid,
         temperature text, status text, channel text, "nextChannels" text[], site text, agent text, segment text, language text,
         "timeZone" text, "occurredAt" timestamptz, exempt text, anonymous boolean, "tokenHash" text, sealed text, "window" jsonb, "sendAt" timestamptz,
         "reminderAfter" integer[], "expiresAfter" integer, "expiresAt" timestamptz, priority smallint, "monthlyTarget" integer, "waitsUntil" timestamptz, "earliestAt" timestamptz,
         worth jsonb, "heldKeys" text[])`,
      [JSON.stringify(rows.map((row) => this.#storable(row))), at],
    );
  }

  async byIds(ids: readonly string[]): Promise<Invitation[]> {
    return ids.length === 0 ? [] : this.db.repository(InvitationEntity).findBy({ id: In([...ids]) });
  }

  open(sealed: Buffer): string {
    return this.vault.open(sealed);
  }

  async openFor(customers: readonly string[]): Promise<Invitation[]> {
    return this.db
      .repository(InvitationEntity)
      .find({ where: { customer: In([...customers]), status: In(OPEN) }, order: { createdAt: 'ASC' } });
  }

  /** Not yet sent, and kept so until the transaction ends: what is due is claimed around them. */
  async lockUnsent(customers: readonly string[], touchpoints: readonly string[]): Promise<DueInvitation[]> {
    return this.db.query<DueInvitation>(
      `select ${DUE_COLUMNS} from invitation
       where customer_id = any($1::uuid[]) and touchpoint_key = any($2::text[]) and status in ('planned', 'held') and step = 0
       order by id for no key update`,
      [customers, touchpoints],
    );
  }

  async list({
    ids,
    customer,
    status,
    channel,
    touchpoint,
    before,
    limit,
  }: Filter): Promise<(Invitation & { createdAt: Date })[]> {
    return this.db.query<Invitation & { createdAt: Date }>(
      `select ${COLUMNS} from invitation
       where ($1::uuid[] is null or id = any($1)) and ($2::uuid is null or customer_id = $2) and ($3::text is null or status = $3)
         and ($4::text is null or channel = $4) and ($5::text is null or touchpoint_key = $5)
         and ($6::timestamptz is null or (created_at, id) < ($6, $7::uuid))
       order by created_at desc, id desc limit $8`,
      [
        ids ?? null,
        customer ?? null,
        status ?? null,
        channel ?? null,
        touchpoint ?? null,
        before?.at ?? null,
        before?.id ?? null,
        limit,
      ],
    );
  }

  /** A move from a state that allows it; whoever was no longer there is left out of the answer. */
  async move(
    ids: readonly string[],
    to: InvitationStatus,
    { at, cause = null }: { at: Date; cause?: string | null },
  ): Promise<Moved[]> {
    if (ids.length === 0) return [];
    return this.db.query<Moved>(
      `with moving as (
         select id, status, sent_at from invitation where id = any($1::uuid[]) and status = any($3::text[]) order by id for no key update)
       update invitation i set status = $2::text, cause = $4,
         sent_at = case when $2 in ('sent', 'delivered', 'opened', 'answered') then coalesce(i.sent_at, $5) else i.sent_at end,
         delivered_at = case when $2 = 'delivered' then $5 else i.delivered_at end,
         opened_at = case when $2 = 'opened' then $5 else i.opened_at end,
         answered_at = case when $2 = 'answered' then $5 else i.answered_at end,
         next_reminder_at = case
           when i.spent then null
           when $2 in ('sent', 'delivered', 'opened') and i.sent_at is null then $5::timestamptz + make_interval(secs => i.reminder_after[i.reminders + 1])
           when $2 in ('sent', 'delivered', 'opened') then i.next_reminder_at end
       from moving where i.id = moving.id
       returning i.id, moving.status as "from", i.customer_id as customer, moving.sent_at as "sentAt"`,
      [ids, to, invitationLifecycle.before(to), cause, at],
    );
  }

  /** Back to where it can be sent again: another channel, or later. Whatever was sent is forgotten: it did not arrive. */
  async replan(
    id: string,
    plan: { channel: Channel; nextChannels: readonly Channel[]; sendAt: Date; cause: string },
  ): Promise<void> {
    await this.db.query(
      `update invitation set status = 'planned', channel = $2, next_channels = $3, send_at = $4, cause = $5, claimed_at = null, sent_at = null,
         delivered_at = null, next_reminder_at = null where id = $1`,
      [id, plan.channel, plan.nextChannels, plan.sendAt, plan.cause],
    );
  }

  /** Those of them that wait for their moment or for a place, taken by nobody until the transaction ends. */
  async lockUnsentOf(ids: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select id from invitation where id = any($1::uuid[]) and status in ('planned', 'held') and sent_at is null
       order by id for no key update`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  async lock(id: string): Promise<DueInvitation | null> {
    const [row] = await this.db.query<DueInvitation>(
      `select ${DUE_COLUMNS} from invitation where id = $1 for no key update`,
      [id],
    );
    return row ?? null;
  }

  async history(
    ids: readonly string[],
  ): Promise<{ subject: string; name: string; data: Record<string, string | null>; at: Date }[]> {
    return this.db.query(
      `select subject, name, data, at from fact
       where subject = any($1::text[]) and name in ('invitation.planned', 'invitation.held', 'invitation.moved') order by id`,
      [ids],
    );
  }

  /** Asked about at a site since then, and answered or still to be. */
  async countTowardsTarget(places: readonly { touchpoint: string; site: string; since: Date }[]): Promise<number[]> {
    const rows = await this.db.query<{ count: number }>(
      `select (select count(*)::integer from invitation i where i.touchpoint_key = place.touchpoint and i.site_key = place.site
                 and i.created_at >= place.since and i.status not in ('cancelled', 'expired', 'bounced', 'failed')) as count
       from unnest($1::text[], $2::text[], $3::timestamptz[]) with ordinality as place(touchpoint, site, since, n) order by n`,
      [places.map(({ touchpoint }) => touchpoint), places.map(({ site }) => site), places.map(({ since }) => since)],
    );
    return rows.map(({ count }) => count);
  }

  #storable({ heldKeys, ...row }: NewInvitation) {
    const token = newToken();
    return {
      ...row,
      tokenHash: hashToken(token).toString('hex'),
      sealed: this.vault.seal(token).toString('hex'),
      heldKeys: heldKeys?.map((key) => key.toString('hex')) ?? null,
    };
  }
}
