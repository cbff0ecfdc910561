-- Whether a callback helped: by the supervisor's eye, and in the customer's own word, which outweighs it.
alter table callback_case
  add column verdict text check (verdict in ('recovered', 'not-recovered')),
  add column customer_outcome text check (customer_outcome in ('recovered', 'not-recovered', 'no-answer')),
  -- until when the customer's word is awaited; null when it is not
  add column answer_due_at timestamptz;
update callback_case set verdict = outcome where outcome in ('recovered', 'not-recovered');
create index callback_recovery on callback_case (recovery_invitation_id) where recovery_invitation_id is not null;
create index callback_answer_due on callback_case (answer_due_at) where answer_due_at is not null;
