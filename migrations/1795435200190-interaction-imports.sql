-- A file of interactions that was tried or brought in, and what became of each of its lines: kept for a month.
create table interaction_import (
  id uuid primary key,
  format text not null check (format in ('csv', 'ndjson')),
  dry_run boolean not null,
  started_at timestamptz not null,
  -- null while it is read, and for ever when the reading broke off
  ended_at timestamptz,
  recorded integer not null default 0,
  repeated integer not null default 0,
  refused integer not null default 0
);
create index interaction_import_started on interaction_import (started_at);

create table interaction_import_line (
  import uuid not null references interaction_import (id) on delete cascade,
  line integer not null,
  external_id text,
  body_hash bytea,
  outcome text not null check (outcome in ('scheduled', 'merged', 'waiting', 'suppressed', 'repeated', 'refused')),
  reason text,
  errors jsonb,
  primary key (import, line)
);
-- The same interaction twice in one file.
create index interaction_import_line_id on interaction_import_line (import, external_id) where external_id is not null;
