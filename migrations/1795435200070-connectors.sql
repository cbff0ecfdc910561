-- Where other systems report interactions in their own words, and the expression that puts them into ours.
create table connector (
  id uuid primary key,
  key text not null unique,
  name text not null,
  kind text not null check (kind in ('zendesk', 'hubspot', 'salesforce', 'shopify', 'custom')),
  mapping text not null,
  secret bytea not null,
  active boolean not null,
  version integer not null,
  changed_at timestamptz not null
);

-- What came in last: payloads name people, so they are sealed, few, and gone with the people they name.
create table connector_delivery (
  id uuid primary key,
  connector uuid not null references connector (id) on delete cascade,
  received_at timestamptz not null,
  payload bytea not null,
  outcome text not null check (outcome in ('recorded', 'ignored', 'refused')),
  results jsonb not null,
  interactions text[] not null
);
create index connector_delivery_latest on connector_delivery (connector, received_at desc, id desc);
create index connector_delivery_interactions on connector_delivery using gin (interactions);
