create table callback_case (
  id uuid primary key,
  customer_id uuid not null references customer (id),
  response_id uuid,
  interaction_id uuid,
  touchpoint_key text,
  site_key text,
  status text not null check (status in ('new', 'assigned', 'in-progress', 'resolved', 'verified', 'unreachable', 'declined')),
  -- 1 to 3; 1 is the most urgent
  priority smallint not null,
  reason text not null,
  team_id uuid references team (id),
  assignee_id uuid references user_account (id),
  metric text,
  score smallint,
  opened_at timestamptz not null,
  first_contact_due_at timestamptz not null,
  resolution_due_at timestamptz not null,
  next_try_at timestamptz,
  first_contact_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  root_cause text,
  action text,
  -- { "key", "amount", "currency" }
  gesture jsonb,
  outcome text check (outcome in ('recovered', 'not-recovered', 'no-answer')),
  recovery_invitation_id uuid,
  reopened integer not null default 0,
  -- warnings and escalations already given: { "first-contact.warning": instant, … }
  escalated jsonb not null default '{}',
  -- when the next one is due; null when none is
  alarm_at timestamptz,
  -- what the next step is due by: the order of the queues
  due_at timestamptz not null generated always as
    (case when first_contact_at is null then first_contact_due_at else resolution_due_at end) stored
);
create unique index callback_one_open on callback_case (customer_id)
  where status in ('new', 'assigned', 'in-progress', 'resolved');
create index callback_queue on callback_case (team_id, due_at, id) where status in ('new', 'assigned', 'in-progress');
create index callback_assignee on callback_case (assignee_id, due_at, id) where status in ('new', 'assigned', 'in-progress');
create index callback_late on callback_case (due_at, id) where status in ('new', 'assigned', 'in-progress');
create index callback_alarm on callback_case (alarm_at) where alarm_at is not null;
create index callback_customer on callback_case (customer_id, opened_at desc);
create index callback_site on callback_case (site_key, opened_at desc, id);
create index callback_status on callback_case (status, opened_at desc, id);
create index callback_list on callback_case (opened_at desc, id);
create index callback_case_response on callback_case (response_id);

create table callback_attempt (
  id uuid primary key,
  case_id uuid not null references callback_case (id),
  by_user uuid,
  outcome text not null check (outcome in ('reached', 'no-answer', 'voicemail', 'wrong-number', 'call-later')),
  note text,
  next_at timestamptz,
  at timestamptz not null
);
create index callback_attempt_case on callback_attempt (case_id, at);

create table callback_note (
  id uuid primary key,
  case_id uuid not null references callback_case (id),
  by_user uuid,
  text text not null,
  at timestamptz not null
);
create index callback_note_case on callback_note (case_id, at);

-- Answers a case is about: the first, and those that joined it.
create table callback_response (
  case_id uuid not null references callback_case (id),
  response_id uuid not null unique,
  at timestamptz not null,
  primary key (case_id, response_id)
);
