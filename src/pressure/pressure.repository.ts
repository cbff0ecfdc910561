import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import { placeOf, type Claim, type LedgerRow } from './rules/ledger.ts';
import type { Policy, PolicyChange, PressureRule } from './rules/policy.ts';
import type { Ask } from './rules/verdict.ts';
import type { Answers } from './rules/worth.ts';

/** What an organisation wrote, when, and who; null for what no fact tells of. */
export interface PolicyVersion extends Policy {
  readonly at: Date;
  readonly by: string | null;
  readonly because: Pick<PolicyChange, 'restored' | 'simulation'>;
}

interface Hold {
  readonly keys: readonly Buffer[];
  readonly holder: string;
  readonly until?: Date | null | undefined;
}

@Injectable()
export class PressureRepository {
  constructor(private readonly db: Database) {}

  /** On the way of every decision, so without the ORM. */
  async currentPolicy(): Promise<{ version: number; rules: PressureRule[] } | null> {
    const [policy] = await this.db.query<{ version: number; rules: PressureRule[] }>(
      'select version, rules from pressure_policy order by version desc limit 1',
    );
    return policy ?? null;
  }

  /** @param before only older versions than that. */
  async versions(before: number | null, limit: number): Promise<PolicyVersion[]> {
    return this.db.query<PolicyVersion>(
      `select p.version, p.rules, p.created_at as at, told.actor as by, coalesce(told.data, '{}') as because
       from pressure_policy p left join lateral (
         select actor, data from fact where subject = 'policy' and name = 'policy.changed' and (data ->> 'version')::integer = p.version
         order by id limit 1) told on true
       where $1::integer is null or p.version < $1 order by p.version desc limit $2`,
      [before, limit],
    );
  }

  /** One change after another: versions have no gap and nobody's change is lost. */
  async lockPolicy(): Promise<void> {
    await this.db.query('lock table pressure_policy in share row exclusive mode');
  }

  async addPolicy(version: number, rules: readonly PressureRule[], at: Date): Promise<void> {
    await this.db.query('insert into pressure_policy (version, rules, created_at) values ($1, $2::jsonb, $3)', [
      version,
      JSON.stringify(rules),
      at,
    ]);
  }

  /** Places not given back, taken since and before, one row a key. Looked up key by key (`offset 0`): a person has few, the table has millions. */
  async places(keys: readonly Buffer[], since: Date, before: Date | 'infinity' = 'infinity'): Promise<LedgerRow[]> {
    return this.db.query<LedgerRow>(
      `select l.contact_key as "contactKey", p.*
       from unnest($1::bytea[]) as k
       cross join lateral (select contact_key, invitation_id from pressure_ledger where contact_key = k and taken_at >= $2 and taken_at < $3 offset 0) l
       cross join lateral (
         select invitation_id as invitation, customer_id as customer, touchpoint_key as touchpoint, temperature, channel, taken_at as "takenAt", coalesce(sent_at, due_at, taken_at) as "goesAt",
           sent_at is not null as sent, reminders, answered_at as "answeredAt"
         from pressure_place where invitation_id = l.invitation_id and released_at is null offset 0) p`,
      [keys, since, before],
    );
  }

  async claims(keys: readonly Buffer[], now: Date): Promise<Claim[]> {
    return this.db.query<Claim>(
      `select contact_key as key, reason, holder, until from pressure_hold
       where contact_key = any($1::bytea[]) and (until is null or until > $2)`,
      [keys, now],
    );
  }

  /** Answers by touchpoint and how many of them were happy, those of an unknown mark as a half; those without any left out. */
  async answers(touchpoints: readonly string[], since: Date): Promise<Map<string, Answers>> {
    const rows = await this.db.query<Answers & { touchpoint: string }>(
      `select touchpoint_key as touchpoint, count(*)::integer as n,
         (count(*) filter (where answer_mood = 1) + count(*) filter (where answer_mood is null) / 2.0)::float8 as happy
       from pressure_place
       where touchpoint_key = any($1::text[]) and answered_at >= $2 group by touchpoint_key`,
      [touchpoints, since],
    );
    return new Map(rows.map(({ touchpoint, n, happy }) => [touchpoint, { n, happy }]));
  }

  /** Who gave a place back and is asked after all holds one again, from now on. */
  async take(asks: readonly Ask[], at: Date): Promise<void> {
    if (asks.length === 0) return;
    const counted = asks.flatMap(({ invitation, ownKeys }) => ownKeys.map((key) => ({ invitation, key })));
    await this.db.query(
      `with taken as (
         insert into pressure_place (invitation_id, customer_id, touchpoint_key, temperature, channel, exempt_rule, due_at, taken_at)
         select *, $1::timestamptz from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $10::timestamptz[])
         on conflict (invitation_id) do update set taken_at = excluded.taken_at, due_at = excluded.due_at, sent_at = null,
           channel = excluded.channel, released_at = null)
       insert into pressure_ledger (contact_key, taken_at, invitation_id)
       select contact_key, $1, invitation_id from unnest($8::bytea[], $9::uuid[]) as counted(contact_key, invitation_id)`,
      [
        at,
        asks.map(({ invitation }) => invitation),
        asks.map(({ customer }) => customer),
        asks.map(({ touchpoint }) => touchpoint),
        asks.map(({ temperature }) => temperature),
        asks.map(({ channel }) => channel),
        asks.map(({ exempt }) => exempt ?? null),
        counted.map(({ key }) => key),
        counted.map(({ invitation }) => invitation),
        asks.map((ask) => placeOf(ask, at).goesAt),
      ],
    );
  }

  async release(invitations: readonly string[], at: Date): Promise<Buffer[]> {
    const rows = await this.db.query<{ key: Buffer }>(
      `with released as (
         update pressure_place set released_at = $2 where invitation_id = any($1::uuid[]) and released_at is null returning invitation_id)
       select distinct contact_key as key from pressure_ledger join released using (invitation_id)`,
      [invitations, at],
    );
    return rows.map(({ key }) => key);
  }

  async send(invitations: readonly string[], at: Date): Promise<void> {
    await this.db.query('update pressure_place set sent_at = $2 where invitation_id = any($1::uuid[])', [
      invitations,
      at,
    ]);
  }

  async replan(times: readonly { readonly id: string; readonly at: Date }[]): Promise<void> {
    await this.db.query(
      `update pressure_place set due_at = planned.at, sent_at = null
       from unnest($1::uuid[], $2::timestamptz[]) as planned(id, at) where invitation_id = planned.id`,
      [times.map(({ id }) => id), times.map(({ at }) => at)],
    );
  }

  async addReminders(invitations: readonly string[], at: Date): Promise<void> {
    await this.db.query(
      'update pressure_place set reminders = reminders || $2::timestamptz where invitation_id = any($1::uuid[])',
      [invitations, at],
    );
  }

  async dropLastReminder(invitation: string): Promise<void> {
    await this.db.query(
      `update pressure_place set reminders = trim_array(reminders, 1) where invitation_id = $1 and reminders <> '{}'`,
      [invitation],
    );
  }

  async addAnswer(invitation: string, at: Date, mood: number | null): Promise<void> {
    await this.db.query(
      `update pressure_place set answered_at = coalesce(answered_at, $2), answer_mood = coalesce($3, answer_mood)
       where invitation_id = $1`,
      [invitation, at, mood],
    );
  }

  async setChannel(invitation: string, channel: Channel): Promise<void> {
    await this.db.query('update pressure_place set channel = $2 where invitation_id = $1', [invitation, channel]);
  }

  async setKind(
    invitation: string,
    { touchpoint, temperature, channel }: Pick<Ask, 'touchpoint' | 'temperature' | 'channel'>,
  ): Promise<void> {
    await this.db.query(
      'update pressure_place set touchpoint_key = $2, temperature = $3, channel = $4 where invitation_id = $1',
      [invitation, touchpoint, temperature, channel],
    );
  }

  async addClaims(reason: Claim['reason'], holds: readonly Hold[], at: Date): Promise<void> {
    const rows = holds.flatMap(({ keys, holder, until = null }) => keys.map((key) => ({ key, holder, until })));
    await this.db.query(
      `insert into pressure_hold (contact_key, reason, holder, since, until)
       select key, $1, holder, $2::timestamptz, max(until)
       from unnest($3::bytea[], $4::uuid[], $5::timestamptz[]) as claim(key, holder, until) group by key, holder
       on conflict (contact_key, holder) do update set until = excluded.until
       where pressure_hold.until is distinct from excluded.until`,
      [reason, at, rows.map(({ key }) => key), rows.map(({ holder }) => holder), rows.map(({ until }) => until)],
    );
  }

  async removeClaimsOn(holder: string, keys: readonly Buffer[]): Promise<void> {
    await this.db.query('delete from pressure_hold where holder = $1 and contact_key = any($2::bytea[])', [
      holder,
      keys,
    ]);
  }

  async removeClaims(holders: readonly string[]): Promise<void> {
    await this.db.query('delete from pressure_hold where holder = any($1::uuid[])', [holders]);
  }
}
