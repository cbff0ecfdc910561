-- The free hours that were last said to somebody: one of them may be gone by the time they choose it.
alter table sms_conversation add column offered_hours timestamptz[] not null default '{}';
