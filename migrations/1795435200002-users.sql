create table team (
  id uuid primary key,
  key text not null unique,
  name text not null,
  -- { "zone", "holidays": { "country", "region" }, "hours": { "1": [{ "from": "09:00", "to": "18:00" }], … } }
  calendar jsonb not null,
  created_at timestamptz not null
);

create table user_account (
  id uuid primary key,
  email citext not null unique,
  name text not null,
  password_hash text not null,
  role text not null check (role in ('agent', 'supervisor', 'marketing', 'analyst', 'admin')),
  language text not null default 'fr' check (language in ('fr', 'en')),
  theme text check (theme in ('light', 'dark')),
  active boolean not null default true,
  created_at timestamptz not null
);

create table team_member (
  team_id uuid not null references team (id) on delete cascade,
  user_id uuid not null references user_account (id) on delete cascade,
  primary key (team_id, user_id)
);
create index team_member_user on team_member (user_id);

create table api_key (
  id uuid primary key,
  name text not null,
  key_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- The audit screen reads what one person did.
create index fact_by_person on fact (actor, id) where actor like 'user:%';
