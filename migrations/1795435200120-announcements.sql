-- What was changed because of answers, in marketing's words: shown on the own page of whoever answered about it.
create table announcement (
  id uuid primary key,
  text_fr text not null,
  text_en text,
  happened_on date not null,
  -- what it concerns; null concerns all
  touchpoint_key text,
  site_key text,
  theme text,
  retired boolean not null default false,
  created_at timestamptz not null
);
create index announcement_shown on announcement (happened_on desc) where not retired;
