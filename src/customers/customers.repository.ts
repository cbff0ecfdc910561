import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import type { Position } from '#platform/http';
import type { Known } from './rules/plan-upserts.ts';
import { HOUSEHOLD, type Member } from './rules/persons.ts';

/** A customer with what decides whether a channel reaches them. */
export interface CustomerRow extends Known {
  id: string;
  externalId: string;
  ownKey: Buffer;
  phone: Buffer | null;
  email: Buffer | null;
  siteName: string | null;
  siteCountry: string | null;
  siteTimeZone: string | null;
  smsOptedOut: boolean;
  emailOptedOut: boolean;
  smsBlocked: boolean;
  emailBlocked: boolean;
  insider: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** Another one after every change. */
  revision: string;
  erased: boolean;
}

/** One row to insert or update; a contact point is written only when its `…Changed` says so. */
export interface CustomerRecord {
  id: string;
  external_id: string;
  own_key: string;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  phone_key: string | null;
  phone_changed: boolean;
  phone_sms: boolean;
  phone_country: string | null;
  email: string | null;
  email_key: string | null;
  email_changed: boolean;
  locale: string | null;
  time_zone: string | null;
  country: string | null;
  segment: string | null;
  vip: boolean;
  employee: boolean;
  site_key: string | null;
  since: string | null;
  attributes: Record<string, unknown>;
  consent_sms: boolean | null;
  consent_email: boolean | null;
  content_hash: string;
  search: string;
}

export interface SearchConditions {
  /** A text-search query. */
  terms: string | null;
  phoneKey: Buffer | null;
  emailKey: Buffer | null;
}

const COLUMNS = `
  c.id, c.external_id as "externalId", c.own_key as "ownKey", c.first_name as "firstName", c.last_name as "lastName",
  c.phone, c.phone_key as "phoneKey", c.phone_sms as "phoneSms", c.phone_country as "phoneCountry",
  c.email, c.email_key as "emailKey", c.locale, c.time_zone as "timeZone", c.country, c.segment, c.vip, c.employee,
  c.site_key as site, c.since::text, c.attributes, c.consent_sms as "consentSms", c.consent_email as "consentEmail",
  c.content_hash as "contentHash", c.xmin::text as revision, c.created_at as "createdAt", c.updated_at as "updatedAt", c.erased_at is not null as erased,
  s.name as "siteName", s.country as "siteCountry", s.time_zone as "siteTimeZone",
  exists (select from opt_out o where o.channel = 'sms' and o.contact_key in (c.phone_key, c.own_key)
          and (o.until is null or o.until > $2)) as "smsOptedOut",
  exists (select from opt_out o where o.channel = 'email' and o.contact_key in (c.email_key, c.own_key)
          and (o.until is null or o.until > $2)) as "emailOptedOut",
  exists (select from contact_block b where b.channel = 'sms' and b.contact_key = c.phone_key
          and (b.until is null or b.until > $2)) as "smsBlocked",
  exists (select from contact_block b where b.channel = 'email' and b.contact_key = c.email_key
          and (b.until is null or b.until > $2)) as "emailBlocked",
  c.employee or exists (select from customer e where e.employee and e.phone_key = c.phone_key)
    or exists (select from customer e where e.employee and e.email_key = c.email_key) as insider`;

const FROM = 'from customer c left join site s on s.key = c.site_key';

const RECORD = `
  id uuid, external_id text, own_key bytea, first_name text, last_name text, phone bytea, phone_key bytea, phone_changed boolean,
  phone_sms boolean, phone_country text, email bytea, email_key bytea, email_changed boolean, locale text, time_zone text,
  country text, segment text, vip boolean, employee boolean, site_key text, since date, attributes jsonb, consent_sms boolean,
  consent_email boolean, content_hash bytea, search text`;

const WRITTEN = `
  first_name, last_name, phone_key, phone_sms, phone_country, email_key, locale, time_zone, country, segment, vip, employee, site_key,
  since, attributes, consent_sms, consent_email, content_hash`;

const words = (column: string) => `array_to_tsvector(string_to_array(${column}, ' '))`;

@Injectable()
export class CustomersRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  byIds(ids: readonly string[]): Promise<CustomerRow[]> {
    return this.db.query(`select ${COLUMNS} ${FROM} where c.id = any($1::uuid[])`, [ids, this.clock.now()]);
  }

  byExternalIds(externalIds: readonly string[]): Promise<CustomerRow[]> {
    return this.db.query(`select ${COLUMNS} ${FROM} where c.external_id = any($1::text[])`, [
      externalIds,
      this.clock.now(),
    ]);
  }

  /** Holds the rows, in the order of their external ids, so that no two takers cross. */
  byExternalIdsForUpdate(externalIds: readonly string[]): Promise<CustomerRow[]> {
    return this.db.query(
      `select ${COLUMNS} ${FROM} where c.external_id = any($1::text[]) order by c.external_id for update of c`,
      [externalIds, this.clock.now()],
    );
  }

  /** By customer who holds one of these contact points, the name that was given with its key. */
  async holding(keys: readonly (readonly [key: Buffer, name: string])[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      `with named as (select * from unnest($1::bytea[], $2::text[]) as of(key, name))
       select c.id, name from named join customer c on c.phone_key = key union select c.id, name from named join customer c on c.email_key = key`,
      [keys.map(([key]) => key), keys.map(([, name]) => name)],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  byPhoneKey(key: Buffer): Promise<CustomerRow[]> {
    return this.db.query(`select ${COLUMNS} ${FROM} where c.phone_key = $1 order by c.updated_at desc, c.id`, [
      key,
      this.clock.now(),
    ]);
  }

  /** @returns the external ids inserted; one that is absent was inserted by somebody else meanwhile. */
  async insert(records: readonly CustomerRecord[]): Promise<Set<string>> {
    if (records.length === 0) return new Set();
    const rows = await this.db.query<{ externalId: string }>(
      `insert into customer (id, external_id, own_key, phone, email, search, created_at, updated_at, ${WRITTEN})
       select id, external_id, own_key, phone, email, ${words('search')}, $2, $2, ${WRITTEN}
       from json_to_recordset($1::json) as r (${RECORD})
       on conflict (external_id) do nothing returning external_id as "externalId"`,
      [JSON.stringify(records), this.clock.now()],
    );
    return new Set(rows.map(({ externalId }) => externalId));
  }

  async update(records: readonly CustomerRecord[]): Promise<void> {
    if (records.length === 0) return;
    await this.db.query(
      `update customer c set (${WRITTEN}) = (select ${qualified('r')}),
         phone = case when r.phone_changed then r.phone else c.phone end,
         email = case when r.email_changed then r.email else c.email end,
         search = ${words('r.search')}, updated_at = $2
       from json_to_recordset($1::json) as r (${RECORD}) where c.id = r.id`,
      [JSON.stringify(records), this.clock.now()],
    );
  }

  /** These customers and all who are linked to them, however indirectly: each once. Most share nothing, and are found at once. */
  async members(ids: readonly string[]): Promise<Member[]> {
    const found = await this.db.query<Member & { alone: boolean }>(
      `select id, own_key as "ownKey", phone_key as "phoneKey", email_key as "emailKey", true as "phoneLinks", true as "emailLinks",
         (select count(*) from (select from customer h where h.phone_key = c.phone_key limit 2) few) < 2
         and (select count(*) from (select from customer h where h.email_key = c.email_key limit 2) few) < 2 as alone
       from customer c where id = any($1::uuid[])`,
      [ids],
    );
    const others = found.filter(({ alone }) => !alone).map(({ id }) => id);
    return [...found.filter(({ alone }) => alone), ...(others.length > 0 ? await this.#linked(others) : [])];
  }

  #linked(ids: readonly string[]): Promise<Member[]> {
    return this.db.query<Member>(
      `with recursive member (id, own_key, phone_key, email_key) as (
         select id, own_key, phone_key, email_key from customer where id = any($1::uuid[])
         union
         select h.id, h.own_key, h.phone_key, h.email_key from member m cross join lateral (
           (${holders('phone_key')}) union all (${holders('email_key')})) h
         where h.holders <= ${HOUSEHOLD})
       select id, own_key as "ownKey", phone_key as "phoneKey", email_key as "emailKey",
         (select count(*) from (select from customer c where c.phone_key = m.phone_key limit ${HOUSEHOLD + 1}) few) <= ${HOUSEHOLD} as "phoneLinks",
         (select count(*) from (select from customer c where c.email_key = m.email_key limit ${HOUSEHOLD + 1}) few) <= ${HOUSEHOLD} as "emailLinks"
       from member m`,
      [ids],
    );
  }

  async erase(id: string): Promise<void> {
    await this.db.query(
      `update customer set external_id = 'erased:' || id, first_name = null, last_name = null, phone = null, phone_key = null,
         phone_sms = false, phone_country = null, email = null, email_key = null, locale = null, time_zone = null,
         country = null, segment = null, vip = false, employee = false, site_key = null, since = null, attributes = '{}', consent_sms = null,
         consent_email = null, content_hash = null, search = null, updated_at = $2, erased_at = $2
       where id = $1`,
      [id, this.clock.now()],
    );
  }

  /** Newest first; those any of the conditions finds, or everyone when there are none. */
  search(by: SearchConditions, after: Position | null, limit: number): Promise<CustomerRow[]> {
    const parameters: unknown[] = [limit, this.clock.now()];
    const bound = (value: unknown) => `$${parameters.push(value)}`;
    const found = [
      by.terms && `c.search @@ ${bound(by.terms)}::tsquery`,
      by.phoneKey && `c.phone_key = ${bound(by.phoneKey)}`,
      by.emailKey && `c.email_key = ${bound(by.emailKey)}`,
    ].filter(Boolean);
    const where = ['c.erased_at is null'];
    if (found.length > 0) where.push(`(${found.join(' or ')})`);
    if (after) where.push(`(c.updated_at, c.id) < (${bound(after.at)}::timestamptz, ${bound(after.id)}::uuid)`);
    return this.db.query(
      `select ${COLUMNS} ${FROM} where ${where.join(' and ')} order by c.updated_at desc, c.id desc limit $1`,
      parameters,
    );
  }
}

function holders(key: 'phone_key' | 'email_key'): string {
  return `select f.*, count(*) over () as holders from (
    select c.id, c.own_key, c.phone_key, c.email_key from customer c where c.${key} = m.${key} limit ${HOUSEHOLD + 1}) f`;
}

function qualified(alias: string): string {
  return WRITTEN.split(',')
    .map((column) => `${alias}.${column.trim()}`)
    .join(', ');
}
