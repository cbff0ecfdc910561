-- Messages as they were written on a screen, in place of ours; the highest version of each is in force.
create table message_template (
  id uuid primary key,
  channel text not null check (channel in ('sms', 'email')),
  kind text not null check (kind in ('invitation', 'reminder')),
  language text not null check (language in ('fr', 'en')),
  version integer not null,
  -- e-mail only
  subject text,
  -- null: ours again
  body text,
  -- who, as facts say it: user:<id>
  saved_by text not null,
  -- their name then, for whoever reads it later
  saved_name text not null,
  created_at timestamptz not null,
  unique (channel, kind, language, version)
);
create function message_template_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'A saved message template is final; save a new version.';
end $$;
create trigger message_template_is_final before update or delete on message_template
  for each row execute function message_template_is_final();

-- Which one a message was written from; null: ours.
alter table message add column template_id uuid references message_template (id);
