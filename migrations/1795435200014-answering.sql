-- A survey answered by text messages: where the conversation stands.
create table sms_conversation (
  invitation_id uuid primary key references invitation (id),
  customer_id uuid not null,
  -- asked last and still open; null once nothing is left to ask
  question_key text,
  -- the one helpful reply has been given
  helped boolean not null default false,
  moved_at timestamptz not null
);
create index sms_conversation_customer on sms_conversation (customer_id, moved_at desc);

-- Text messages already read, once each, and what they were read as.
create table sms_reply (
  inbound_id uuid primary key,
  invitation_id uuid,
  read_as text not null,
  at timestamptz not null
);

-- A partial answer that nobody touched for a while is taken for what it says.
alter table response add column settled_at timestamptz;
create index response_unsettled on response (updated_at) where not complete and settled_at is null;
