create table pressure_policy (
  version integer primary key,
  rules jsonb not null,
  created_at timestamptz not null
);

-- One row a place taken: a person was, or will be, asked. Taken and released, never edited otherwise.
create table pressure_place (
  invitation_id uuid primary key,
  customer_id uuid not null,
  touchpoint_key text,
  temperature text not null check (temperature in ('hot', 'cold')),
  channel text not null check (channel in ('sms', 'email')),
  exempt_rule text,
  taken_at timestamptz not null,
  reminders timestamptz[] not null default '{}',
  answered_at timestamptz,
  released_at timestamptz
);

-- The contact keys (and the customer's own key) under which a place counts.
create table pressure_ledger (
  contact_key bytea not null,
  taken_at timestamptz not null,
  invitation_id uuid not null references pressure_place (invitation_id) on delete cascade,
  primary key (contact_key, taken_at, invitation_id)
);
create index pressure_ledger_invitation on pressure_ledger (invitation_id);

-- No survey while one stands: an open callback case.
create table pressure_hold (
  contact_key bytea not null,
  reason text not null,
  holder uuid not null,
  since timestamptz not null,
  primary key (contact_key, holder)
);
create index pressure_hold_holder on pressure_hold (holder);
