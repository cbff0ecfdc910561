-- One attempt to hand a message to a provider. Written before the provider is called.
create table message (
  id uuid primary key,
  -- random, carried by the message itself (Twilio's status address, the e-mail's Message-ID): what the provider is asked for
  token text not null unique,
  invitation_id uuid,
  customer_id uuid not null,
  kind text not null check (kind in ('invitation', 'reminder', 'conversation', 'case', 'review', 'notice')),
  step integer not null default 0,
  channel text not null check (channel in ('sms', 'email')),
  contact_key bytea not null,
  recipient bytea not null,
  subject text,
  body bytea not null,
  -- what is only needed until it is accepted: an e-mail's HTML and headers
  draft bytea,
  -- waiting: to be offered at try_at; sending: in the hands of a process until try_at; uncertain: to be looked up at try_at
  status text not null check (status in ('waiting', 'sending', 'uncertain', 'accepted', 'sent', 'delivered', 'undelivered', 'bounced', 'failed', 'cancelled')),
  provider_id text,
  segments integer,
  attempts integer not null default 0,
  -- how often the provider was asked for it and did not have it
  looks integer not null default 0,
  try_at timestamptz,
  error_code text,
  cause text,
  created_at timestamptz not null,
  accepted_at timestamptz,
  delivered_at timestamptz,
  expires_at timestamptz not null
);
create unique index message_once on message (invitation_id, step) where status in ('accepted', 'sent', 'delivered');
create index message_invitation on message (invitation_id, step);
create index message_customer on message (customer_id, created_at desc);
create index message_provider on message (provider_id) where provider_id is not null;
create index message_open on message (try_at) where status in ('waiting', 'sending', 'uncertain');

-- Everything providers told us, once each.
create table provider_event (
  id bigint generated always as identity primary key,
  provider_id text not null,
  status text not null,
  error_code text not null default '',
  payload jsonb not null,
  received_at timestamptz not null,
  unique (provider_id, status, error_code)
);

create table inbound_message (
  id uuid primary key,
  provider_id text not null unique,
  contact_key bytea not null,
  sender bytea not null,
  recipient text not null,
  body bytea not null,
  -- e-mail only: what else the provider is given, until it has it
  draft bytea,
  received_at timestamptz not null,
  read_as text
);
create index inbound_contact on inbound_message (contact_key, received_at desc);
