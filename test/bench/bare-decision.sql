with recursive item as materialized (
  select * from jsonb_to_recordset($1::jsonb) as i(
    id uuid, external_id text, hash bytea, person text, customer uuid, own_key bytea, phone bytea, phone_key bytea, email bytea,
    email_key bytea, content_hash bytea, search text, invitation uuid, token_hash bytea, token bytea)),
-- the person, found or made
made as (
  insert into customer (id, external_id, own_key, first_name, last_name, phone, phone_key, phone_sms, phone_country, email, email_key,
    locale, attributes, content_hash, search, created_at, updated_at)
  select distinct on (person) customer, person, own_key, 'Léa', 'Martin', phone, phone_key, true, 'FR', email, email_key, 'fr', '{}',
    content_hash, array_to_tsvector(string_to_array(search, ' ')), now(), now()
  from item where not exists (select from customer c where c.external_id = item.person)
  on conflict (external_id) do update set updated_at = now() returning id, external_id, own_key, phone_key, email_key),
who as materialized (
  select id, external_id, own_key, phone_key, email_key from customer where external_id = any (select person from item)
  union all select * from made),
locked as materialized (
  select count(pg_advisory_xact_lock(7301, bucket)) as n
  from (select distinct (('x' || encode(substring(key from 1 for 4), 'hex'))::bit(32)::bigint % 4096)::int as bucket
        from who cross join unnest(array[phone_key, email_key]) as key order by bucket) as ordered(bucket)),
-- and all who share a contact point with them
linked (root, id, own_key, phone_key, email_key) as (
  select id, id, own_key, phone_key, email_key from who
  union
  select m.root, h.id, h.own_key, h.phone_key, h.email_key from linked m cross join lateral (
    (select f.*, count(*) over () as holders from (select c.id, c.own_key, c.phone_key, c.email_key from customer c where c.phone_key = m.phone_key limit 51) f)
    union all
    (select f.*, count(*) over () as holders from (select c.id, c.own_key, c.phone_key, c.email_key from customer c where c.email_key = m.email_key limit 51) f)) h
  where h.holders <= 50),
keys as materialized (
  select distinct l.root, key from linked l cross join unnest(array[own_key, phone_key, email_key]) as key),
-- what decides
places as materialized (
  select k.root, count(distinct p.invitation_id) as n
  from locked, keys k join pressure_ledger l on l.contact_key = k.key and l.taken_at >= now() - interval '130 days'
  join pressure_place p using (invitation_id)
  where p.released_at is null group by k.root),
silent as materialized (
  select k.root from keys k where exists (select from pressure_hold h where h.contact_key = k.key)
    or exists (select from opt_out o where o.contact_key = k.key) or exists (select from contact_block b where b.contact_key = k.key)),
seen as (
  insert into interaction (id, external_id, body_hash, touchpoint_key, customer_id, site_key, occurred_at, received_at)
  select item.id, item.external_id, item.hash, 'store-visit', who.id, 'lyon-2', now(), now()
  from item join who on who.external_id = item.person order by item.external_id
  on conflict (external_id) do nothing returning id, customer_id),
decided as materialized (
  select item.*, who.id as who, who.own_key as own, who.phone_key as by_phone, who.email_key as by_email,
    coalesce(places.n, 0) < 2 and not exists (select from silent where silent.root = who.id) as asked
  from seen join item on item.id = seen.id join who on who.id = seen.customer_id left join places on places.root = who.id),
-- what is kept
invited as (
  insert into invitation (id, customer_id, interaction_id, touchpoint_key, questionnaire_version_id, temperature, status, channel, next_channels,
    site_key, language, time_zone, occurred_at, token_hash, token, send_window, send_at, expires_at, created_at)
  select invitation, who, id, 'store-visit', $3, 'hot', 'planned', 'sms', '{email}', 'lyon-2', 'fr', 'Europe/Paris', now(), token_hash, token,
    '{"days":[1,2,3,4,5,6,7],"from":"08:00","to":"21:30"}', now() + interval '1 day', now() + interval '15 days', now()
  from decided where asked),
placed as (
  insert into pressure_place (invitation_id, customer_id, touchpoint_key, temperature, channel, taken_at)
  select invitation, who, 'store-visit', 'hot', 'sms', now() from decided where asked),
counted as (
  insert into pressure_ledger (contact_key, taken_at, invitation_id)
  select key, now(), invitation from decided cross join unnest(array[own, by_phone, by_email]) as key where asked),
told as (
  insert into fact (name, subject, customer_id, data, actor, at)
  select 'customer.created', id::text, id, '{}', 'key:00000000-0000-7000-8000-000000000000', now() from made
  union all
  select 'invitation.planned', invitation::text, who, jsonb_build_object('touchpoint', 'store-visit', 'channel', 'sms', 'sendAt', now()::text),
    'key:00000000-0000-7000-8000-000000000000', now() from decided where asked
  union all
  select 'interaction.recorded', id::text, who, '{"touchpoint": "store-visit", "outcome": "scheduled", "reason": null}',
    'key:00000000-0000-7000-8000-000000000000', now() from decided)
insert into decision (interaction_id, customer_id, outcome, reason, rule, invitation_id, channel, send_at, steps, decided_at)
select id, who, case when asked then 'scheduled' else 'suppressed' end, case when not asked then 'pressure' end,
  case when not asked then 'cap' end, case when asked then invitation end, case when asked then 'sms' end,
  case when asked then now() + interval '1 day' end, $2::jsonb, now()
from decided
