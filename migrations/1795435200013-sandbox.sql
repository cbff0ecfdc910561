-- The sandbox's phones and mailboxes: every message that went out to them, and every text their owners sent back.
create table sandbox_message (
  id bigint generated always as identity primary key,
  channel text not null check (channel in ('sms', 'email')),
  -- out: from the platform to a person; in: the person's reply
  direction text not null default 'out' check (direction in ('out', 'in')),
  sender text not null,
  recipient text not null,
  subject text,
  text text not null,
  html text,
  headers jsonb not null default '{}',
  links jsonb not null default '[]',
  -- Twilio's SM… or the Message-ID
  provider_id text unique,
  status text not null,
  error_code integer,
  status_callback text,
  -- how often a mail came again under the same Message-ID: dropped, as mailboxes do
  repeats integer not null default 0,
  at timestamptz not null
);
create index sandbox_message_list on sandbox_message (channel, direction, id);
create index sandbox_message_recipient on sandbox_message (recipient, id);
create index sandbox_message_sender on sandbox_message (sender, id) where direction = 'in';

-- What the next messages meet.
create table sandbox_fault (
  id bigint generated always as identity primary key,
  channel text not null check (channel in ('sms', 'email')),
  kind text not null check (kind in ('reject', 'timeout-after-accept', 'unavailable', 'bounce')),
  code integer,
  recipient text,
  remaining integer not null check (remaining >= 0),
  at timestamptz not null
);
