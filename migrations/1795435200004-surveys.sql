create table questionnaire (
  key text primary key,
  -- 0 only inside the transaction that publishes the first one
  current_version integer not null,
  created_at timestamptz not null
);

create table questionnaire_version (
  id uuid primary key,
  questionnaire_key text not null references questionnaire (key),
  version integer not null,
  temperature text not null check (temperature in ('hot', 'cold')),
  name text not null,
  questions jsonb not null,
  created_at timestamptz not null,
  unique (questionnaire_key, version)
);
create function questionnaire_version_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'A published questionnaire is final; publish a new version.';
end $$;
create trigger questionnaire_version_is_final before update or delete on questionnaire_version
  for each row execute function questionnaire_version_is_final();
