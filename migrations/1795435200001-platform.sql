-- What any product would need: facts and their outbox, settings, sessions, retry-safe writes.
create extension if not exists citext;

create table fact (
  id bigint generated always as identity primary key,
  name text not null,
  subject text not null,
  customer_id uuid,
  data jsonb not null,
  actor text not null,
  at timestamptz not null
);
create index fact_subject on fact (subject, id);
create index fact_customer on fact (customer_id, id) where customer_id is not null;
create index fact_name_at on fact (name, at);

-- The audit trail cannot be edited, not even by ourselves.
create function fact_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'A recorded fact is final.';
end $$;
create trigger fact_is_final before update or delete on fact for each row execute function fact_is_final();

-- One row for each listener that has not yet heard a fact; it goes once the listener is done, so a lost queue loses nothing.
create table fact_outbox (
  fact_id bigint not null references fact (id),
  listener text not null,
  handed_at timestamptz,
  primary key (fact_id, listener)
);
create index fact_outbox_new on fact_outbox (fact_id) where handed_at is null;

create table setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

create table session (
  id_hash bytea primary key,
  user_id uuid,
  data jsonb not null,
  expires_at timestamptz not null
);
create index session_of_user on session (user_id);
create index session_expiry on session (expires_at);

create table idempotency_key (
  owner text not null,
  key text not null,
  request_hash bytea not null,
  status smallint,
  answer jsonb,
  created_at timestamptz not null,
  primary key (owner, key)
);

-- Shape fixed by rate-limiter-flexible; expire is in milliseconds since 1970.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
