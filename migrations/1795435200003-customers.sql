create table site (
  id uuid primary key,
  key text not null unique,
  name text not null,
  region text,
  country text not null default 'FR',
  holiday_region text,
  time_zone text not null default 'Europe/Paris',
  position integer not null default 0
);

create table customer (
  id uuid primary key,
  external_id text not null unique,
  -- blind index of `customer:<id>`: what counts and silences the person whatever their contact points become
  own_key bytea not null,
  first_name text,
  last_name text,
  -- Contact points are sealed; the keys are their blind index.
  phone bytea,
  phone_key bytea,
  phone_sms boolean not null default false,
  phone_country text,
  email bytea,
  email_key bytea,
  locale text,
  time_zone text,
  country text,
  segment text,
  vip boolean not null default false,
  site_key text,
  since date,
  attributes jsonb not null default '{}',
  -- null: never said; satisfaction surveys then rest on legitimate interest (domain: GDPR art. 6(1)(f)).
  consent_sms boolean,
  consent_email boolean,
  -- keyed hash of the input that wrote it last: the same again costs no write
  content_hash bytea,
  -- names and external id as words without accents or capitals
  search tsvector,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);
create index customer_phone on customer (phone_key) where phone_key is not null;
create index customer_email on customer (email_key) where email_key is not null;
create index customer_updated on customer (updated_at desc, id desc) where erased_at is null;
create index customer_search on customer using gin (search);

-- By contact key: STOP on a number silences everyone who holds it. Kept after erasure.
create table opt_out (
  contact_key bytea not null,
  channel text not null check (channel in ('sms', 'email')),
  source text not null,
  at timestamptz not null,
  primary key (contact_key, channel)
);

-- Contact points that a provider said do not work.
create table contact_block (
  contact_key bytea not null,
  channel text not null check (channel in ('sms', 'email')),
  cause text not null,
  at timestamptz not null,
  until timestamptz,
  primary key (contact_key, channel)
);
