create table response (
  id uuid primary key,
  invitation_id uuid unique references invitation (id),
  -- anonymous channels: one a session
  session_id uuid unique,
  customer_id uuid,
  interaction_id uuid,
  touchpoint_key text,
  questionnaire_version_id uuid not null references questionnaire_version (id),
  temperature text not null,
  site_key text,
  agent text,
  segment text,
  -- how it was answered: web, sms, api
  channel text not null,
  language text not null,
  answers jsonb not null,
  -- the first scored question: { scale, score }
  metric text check (metric in ('nps', 'csat', 'ces7', 'ces5', 'thumbs', 'rating')),
  score smallint,
  comment text,
  complete boolean not null,
  version integer not null default 1,
  occurred_at timestamptz,
  answered_at timestamptz not null,
  updated_at timestamptz not null
);
create index response_list on response (answered_at desc, id);
create index response_customer on response (customer_id, answered_at desc);
create index response_touchpoint on response (touchpoint_key, answered_at desc);
create index response_site on response (site_key, answered_at desc);
create index response_comment on response (answered_at desc) where comment is not null;

-- Every submission with its origin; the person's stands.
create table submission (
  id uuid primary key,
  response_id uuid references response (id),
  invitation_id uuid,
  answers jsonb not null,
  complete boolean not null,
  -- { via, method, userAgent, secondsSinceOpened, honeypot }
  origin jsonb not null,
  label text not null check (label in ('person', 'machine')),
  why text not null,
  received_at timestamptz not null
);
create index submission_response on submission (response_id, received_at);
create index submission_invitation on submission (invitation_id, received_at);
