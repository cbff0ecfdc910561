-- Put away by whoever keeps the list in order; nothing asks it then.
alter table questionnaire add column archived_at timestamptz;
