create table invitation (
  id uuid primary key,
  customer_id uuid not null references customer (id),
  interaction_id uuid,
  touchpoint_key text,
  questionnaire_version_id uuid not null references questionnaire_version (id),
  temperature text not null check (temperature in ('hot', 'cold')),
  status text not null check (status in ('planned', 'sending', 'sent', 'delivered', 'opened', 'answered', 'held', 'cancelled', 'expired', 'bounced', 'failed')),
  channel text not null check (channel in ('sms', 'email')),
  -- what is left to fall back on, in order
  next_channels text[] not null default '{}',
  -- copied when planned: what must not change later
  site_key text,
  agent text,
  segment text,
  language text not null check (language in ('fr', 'en')),
  time_zone text not null,
  occurred_at timestamptz not null,
  exempt_rule text,
  -- the link: a hash to find it, sealed to send it again
  token_hash bytea not null unique,
  token bytea not null,
  -- { "days": [1..7], "from": "09:00", "to": "20:00" }, in the person's zone
  send_window jsonb not null default '{"days":[1,2,3,4,5,6],"from":"10:00","to":"20:00"}',
  -- held: when a place is next asked for
  send_at timestamptz not null,
  claimed_at timestamptz,
  -- messages asked for so far: the first, fallbacks, reminders
  step integer not null default 0,
  reminders integer not null default 0,
  -- seconds after the message went out, one a reminder
  reminder_after integer[] not null default '{}',
  next_reminder_at timestamptz,
  -- seconds from the first moment it could be sent
  expires_after integer not null default 1209600,
  expires_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  opened_at timestamptz,
  answered_at timestamptz,
  cause text,
  -- who gets a freed place: 1 first
  priority smallint not null default 3,
  -- held: the contact keys of the person, so that a freed place finds them
  held_keys bytea[],
  created_at timestamptz not null
);
create index invitation_due on invitation (send_at) where status = 'planned';
create index invitation_claimed on invitation (claimed_at) where status = 'sending';
create index invitation_reminder on invitation (next_reminder_at) where next_reminder_at is not null;
create index invitation_expiry on invitation (expires_at) where status in ('planned', 'held', 'sent', 'delivered', 'opened');
create index invitation_held on invitation (send_at) where status = 'held';
create index invitation_customer on invitation (customer_id, created_at desc);
create index invitation_quota on invitation (touchpoint_key, site_key, created_at) where site_key is not null;
create index invitation_interaction on invitation (interaction_id) where interaction_id is not null;
create index invitation_status on invitation (status, created_at desc, id desc);
create index invitation_list on invitation (created_at desc, id desc);
