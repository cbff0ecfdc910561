-- Text messages that may ask to stop and may complain: a person reads them; until then nothing is sent to that phone.
create table reply_check (
  inbound_id uuid primary key,
  customer_id uuid not null,
  at timestamptz not null,
  decision text check (decision in ('opt-out', 'resume')),
  decided_by text,
  decided_at timestamptz
);
create index reply_check_open on reply_check (at) where decision is null;
create index reply_check_decided on reply_check (decided_at desc) where decision is not null;
