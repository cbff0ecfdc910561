-- What a submission that nobody asked for was about: an admin who gives it to a person after all can tell the answer from it.
alter table submission add column session_id uuid;
alter table submission add column questionnaire_version_id uuid references questionnaire_version (id);
-- { channel, site }
alter table submission add column place jsonb;
alter table submission add column language text;
create index submission_session on submission (session_id, received_at) where session_id is not null;
