-- What holds messages back: a person's pause, a sender's pace, a provider that is away.

-- scope: all, channel:sms, channel:email or touchpoint:KEY. Its end is its fact; the row goes.
create table delivery_pause (
  scope text primary key,
  reason text not null,
  paused_by text not null,
  paused_at timestamptz not null
);

-- One row for each sender we ever sent under: whatever the number of workers, they share its pace and what is known of its provider.
create table delivery_lane (
  channel text not null check (channel in ('sms', 'email')),
  sender text not null,
  -- token bucket: null, as fast as the provider takes it; tokens are segments of SMS, or mails, and may be owed
  per_second double precision check (per_second > 0),
  tokens double precision not null default 0,
  refilled_at timestamptz not null,
  -- circuit breaker; half-open: one process has a message out to try, until retry_at
  state text not null default 'closed' check (state in ('closed', 'open', 'half-open')),
  failures integer not null default 0,
  trips integer not null default 0,
  opened_at timestamptz,
  retry_at timestamptz,
  last_code text,
  last_failure_at timestamptz,
  primary key (channel, sender)
);

-- Copied when written, as everything that must not change later: what a pause stops, and what a month costs.
alter table message add column touchpoint_key text, add column country text;
create index message_failed on message (created_at) where status in ('failed', 'undelivered', 'bounced');
create index message_accepted on message (accepted_at) where accepted_at is not null;
