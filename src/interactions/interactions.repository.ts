import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database, lockKeys } from '#platform/database';
import type { Position } from '#platform/http';
import type { Step } from '#pressure';
import type { Decision, Outcome, Reason } from './rules/interaction.ts';

export interface NewInteraction {
  readonly id: string;
  readonly externalId: string;
  readonly hash: Buffer;
  readonly touchpoint: string;
  readonly customer: string;
  readonly site: string | null;
  readonly agent: string | null;
  readonly channel: string | null;
  readonly occurredAt: Date;
  readonly measures: unknown;
  readonly attributes: unknown;
}

export interface NewDecision extends Decision {
  readonly interaction: string;
  readonly customer: string;
}

export interface Recorded extends Omit<NewInteraction, 'hash'> {
  readonly hash: Buffer;
  readonly receivedAt: Date;
  readonly decidedAt: Date;
  /** Of the pressure policy in force; null for what was decided before it was kept. */
  readonly policyVersion: number | null;
  readonly decision: Decision;
}

export interface DecisionFilter {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly touchpoint?: string | undefined;
  readonly customer?: string | undefined;
  /** Decided from then on, and before. */
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly before?: Position | null | undefined;
  readonly limit: number;
}

interface Row extends Omit<Recorded, 'decision'> {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  readonly rule: string | null;
  readonly nextEligibleAt: Date | null;
  readonly invitation: string | null;
  readonly invitationChannel: Channel | null;
  readonly sendAt: Date | null;
  readonly askedFor: Date | null;
  readonly channels: Channel[] | null;
  readonly steps: Step[];
}

const SELECT = `select i.id, i.external_id as "externalId", i.body_hash as hash, i.touchpoint_key as touchpoint, i.customer_id as customer,
    i.site_key as site, i.agent, i.channel, i.occurred_at as "occurredAt", i.received_at as "receivedAt", i.measures, i.attributes,
    d.decided_at as "decidedAt", d.outcome, d.reason, d.rule, d.next_eligible_at as "nextEligibleAt", d.invitation_id as invitation,
    d.channel as "invitationChannel", d.send_at as "sendAt", d.asked_for as "askedFor", d.channels, d.steps, d.policy_version as "policyVersion"
  from interaction i join decision d on d.interaction_id = i.id`;

@Injectable()
export class InteractionsRepository {
  constructor(private readonly db: Database) {}

  async byExternalIds(ids: readonly string[]): Promise<Map<string, Recorded>> {
    const rows = await this.db.query<Row>(`${SELECT} where i.external_id = any($1::text[])`, [ids]);
    return new Map(rows.map((row) => [row.externalId, recordedOf(row)]));
  }

  async byId(id: string): Promise<Recorded | null> {
    const [row] = await this.db.query<Row>(`${SELECT} where i.id = $1`, [id]);
    return row ? recordedOf(row) : null;
  }

  async byInvitation(invitation: string): Promise<Recorded[]> {
    const rows = await this.db.query<Row>(`${SELECT} where d.invitation_id = $1 order by i.occurred_at, i.id`, [
      invitation,
    ]);
    return rows.map(recordedOf);
  }

  /** The latest decisions first. */
  async list({ outcome, reason, touchpoint, customer, from, to, before, limit }: DecisionFilter): Promise<Recorded[]> {
    const rows = await this.db.query<Row>(
      `${SELECT}
       where ($1::text is null or d.outcome = $1) and ($2::text is null or d.reason = $2) and ($3::text is null or i.touchpoint_key = $3)
         and ($4::uuid is null or i.customer_id = $4) and ($5::timestamptz is null or (d.decided_at, d.interaction_id) < ($5, $6::uuid))
         and ($8::timestamptz is null or d.decided_at >= $8) and ($9::timestamptz is null or d.decided_at < $9)
       order by d.decided_at desc, d.interaction_id desc limit $7`,
      [
        outcome ?? null,
        reason ?? null,
        touchpoint ?? null,
        customer ?? null,
        before?.at ?? null,
        before?.id ?? null,
        limit,
        from ?? null,
        to ?? null,
      ],
    );
    return rows.map(recordedOf);
  }

  /** @returns ids of those kept: an external id that somebody else wrote meanwhile is left out. */
  async insert(interactions: readonly NewInteraction[], at: Date): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }>(
      `insert into interaction (id, external_id, body_hash, touchpoint_key, customer_id, site_key, agent, channel, occurred_at, received_at,
         measures, attributes)
       select id, "externalId", decode(hash, 'hex'), touchpoint, customer, site, agent, channel, "occurredAt", $2, measures, attributes
       from jsonb_to_recordset($1::jsonb) as happened(id uuid, "externalId" text, hash text, touchpoint text, customer uuid, site text,
         agent text, channel text, "occurredAt" timestamptz, measures jsonb, attributes jsonb)
       order by "externalId" on conflict (external_id) do nothing returning id`,
      [
        JSON.stringify(interactions.map((interaction) => ({ ...interaction, hash: interaction.hash.toString('hex') }))),
        at,
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async insertDecisions(decisions: readonly NewDecision[], policyVersion: number, at: Date): Promise<void> {
    await this.db.query(
      `insert into decision (interaction_id, customer_id, outcome, reason, rule, next_eligible_at, invitation_id, channel, send_at, asked_for, channels, steps,
         policy_version, decided_at)
       select interaction, customer, outcome, reason, rule, "nextEligibleAt", (invitation ->> 'id')::uuid, invitation ->> 'channel',
         (invitation ->> 'sendAt')::timestamptz, "askedFor", channels, steps, $3, $2
       from jsonb_to_recordset($1::jsonb) as decided(interaction uuid, customer uuid, outcome text, reason text, rule text,
         "nextEligibleAt" timestamptz, invitation jsonb, "askedFor" timestamptz, channels text[], steps jsonb)`,
      [JSON.stringify(decisions), at, policyVersion],
    );
  }

  /** Holds what a monthly target counts; taken before anything else is locked, in one order. */
  async lockTargets(places: readonly string[]): Promise<void> {
    if (places.length === 0) return;
    await this.db.query(
      `select pg_advisory_xact_lock(7302, bucket)
       from (select distinct hashtext(place) as bucket from unnest($1::text[]) as place order by bucket) as ordered`,
      [places],
    );
  }

  async lockPeople(keys: readonly Buffer[]): Promise<void> {
    await lockKeys(this.db, keys);
  }

  /** What was said freely of a person who is forgotten. */
  async forget(customers: readonly string[]): Promise<void> {
    await this.db.query(`update interaction set attributes = '{}', agent = null where customer_id = any($1::uuid[])`, [
      customers,
    ]);
  }
}

function recordedOf({
  outcome,
  reason,
  rule,
  nextEligibleAt,
  invitation,
  invitationChannel,
  sendAt,
  askedFor,
  channels,
  steps,
  ...row
}: Row): Recorded {
  const asked =
    invitation && invitationChannel && sendAt ? { id: invitation, channel: invitationChannel, sendAt } : null;
  return { ...row, decision: { outcome, reason, rule, nextEligibleAt, invitation: asked, askedFor, channels, steps } };
}
