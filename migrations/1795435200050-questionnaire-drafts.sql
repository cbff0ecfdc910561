-- A questionnaire being written: one row per saving, so that whoever saves second sees what the first one changed.
create table questionnaire_draft (
  revision bigint generated always as identity primary key,
  questionnaire_key text not null,
  -- 0 when it has never been published
  base_version integer not null,
  content jsonb not null,
  -- who, as facts say it: user:<id>
  saved_by text not null,
  -- their name then, for whoever reads it later
  saved_name text not null,
  saved_at timestamptz not null
);
create index questionnaire_draft_latest on questionnaire_draft (questionnaire_key, revision desc);
