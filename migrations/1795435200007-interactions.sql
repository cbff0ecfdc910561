create table touchpoint (
  key text primary key,
  name jsonb not null,
  questionnaire_key text not null references questionnaire (key),
  -- ISO 8601 durations, as written
  delay text not null default 'PT0S',
  settle text not null default 'PT0S',
  max_age text not null default 'P3D',
  -- share of people sampled, 0 to 1
  sampling numeric(5, 4) not null default 1 check (sampling between 0 and 1),
  -- answers wanted a month and site; null: no quota
  monthly_target integer,
  channels text[] not null,
  -- { "days": [1..7], "from": "09:00", "to": "20:00" }
  send_window jsonb not null,
  priority integer not null default 3,
  -- [{ "after": "P3D" }]
  reminders jsonb not null default '[]',
  expires_after text not null default 'P14D',
  excluded_segments text[] not null default '{}',
  active boolean not null default true,
  -- order in the customer's life
  position integer not null default 0,
  updated_at timestamptz not null
);

create table interaction (
  id uuid primary key,
  external_id text not null unique,
  body_hash bytea not null,
  touchpoint_key text not null references touchpoint (key),
  customer_id uuid not null references customer (id),
  site_key text,
  agent text,
  channel text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  measures jsonb not null default '{}',
  attributes jsonb not null default '{}'
);
create index interaction_customer on interaction (customer_id, occurred_at desc);
create index interaction_touchpoint on interaction (touchpoint_key, occurred_at desc);
create index interaction_received on interaction (received_at desc, id);

-- One an interaction, kept for ever with its reason; never recomputed.
create table decision (
  interaction_id uuid primary key references interaction (id),
  customer_id uuid not null,
  outcome text not null check (outcome in ('scheduled', 'merged', 'waiting', 'suppressed')),
  reason text check (reason in ('pressure', 'opted-out', 'no-contact', 'stale', 'sampled-out', 'quota', 'open-callback', 'paused', 'excluded')),
  rule text,
  next_eligible_at timestamptz,
  invitation_id uuid,
  -- as answered that day: the invitation itself may move
  channel text check (channel in ('sms', 'email')),
  send_at timestamptz,
  -- every rule considered, in order: [{ "rule", "verdict": "pass"|"stop", "params": { … } }]
  steps jsonb not null,
  decided_at timestamptz not null
);
create index decision_outcome on decision (outcome, reason, decided_at desc);
create index decision_decided on decision (decided_at, interaction_id);
create index decision_invitation on decision (invitation_id) where invitation_id is not null;
create function decision_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'A decision is final.';
end $$;
create trigger decision_is_final before update on decision for each row execute function decision_is_final();
