create table review (
  id uuid primary key,
  response_id uuid not null unique,
  invitation_id uuid,
  customer_id uuid not null,
  touchpoint_key text,
  site_key text,
  scale text not null,
  score smallint not null,
  -- on five stars, for the public average
  stars numeric(3, 2) not null,
  text text not null,
  language text not null,
  display_name text not null,
  status text not null check (status in ('pending', 'published', 'refused', 'withdrawn')),
  flags jsonb not null default '[]',
  -- [{ "start", "end" }]: shown as masked, the text itself is never rewritten
  masks jsonb not null default '[]',
  -- { "wording", "at" }
  consent jsonb not null,
  experience_at timestamptz not null,
  answered_at timestamptz not null,
  publish_by timestamptz not null,
  published_at timestamptz,
  decided_by text,
  refusal jsonb,
  reply jsonb,
  edited_at timestamptz,
  -- the author has been told of the refusal
  notified_at timestamptz,
  claimed_by uuid,
  claimed_until timestamptz,
  created_at timestamptz not null
);
create index review_queue on review (answered_at, id) where status = 'pending';
create index review_due on review (publish_by) where status = 'pending';
create index review_list on review (status, answered_at desc, id);
create index review_public on review (site_key, published_at desc, id) where status = 'published';
create index review_public_all on review (published_at desc, id) where status = 'published';
create index review_notice on review (id) where status = 'refused' and notified_at is null;
create index review_customer on review (customer_id);
create function review_text_is_final() returns trigger language plpgsql as $$
begin
  -- Code de la consommation L.121-4 28°: a review is never altered; its author may write a new version.
  if new.text is distinct from old.text and current_setting('chaudfroid.author', true) is distinct from 'yes' then
    raise exception 'A review is written by its author only.';
  end if;
  return new;
end $$;
create trigger review_text_is_final before update on review for each row execute function review_text_is_final();

create table review_version (
  review_id uuid not null references review (id),
  version integer not null,
  score smallint not null,
  text text not null,
  display_name text not null,
  replaced_at timestamptz not null,
  primary key (review_id, version)
);

-- What the public average is made of; moved in the transaction that publishes or unpublishes.
create table review_count (
  site_key text not null,
  -- stars, rounded to the nearest whole
  star smallint not null check (star between 1 and 5),
  n integer not null default 0,
  stars numeric(14, 2) not null default 0,
  primary key (site_key, star)
);
