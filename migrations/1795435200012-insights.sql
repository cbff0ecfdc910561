-- Counters behind the screens: how many answers gave which score, a day (UTC) and cell. Rebuilt from answers at will.
create table score_rollup (
  day date not null,
  touchpoint_key text not null default '',
  site_key text not null default '',
  segment text not null default '',
  -- of the invitation; of the answer where nobody was invited
  channel text not null default '',
  metric text not null,
  score smallint not null,
  n integer not null,
  primary key (day, metric, touchpoint_key, site_key, segment, channel, score)
);

-- How many invitations reached which point, by the day they were sent.
create table funnel_rollup (
  day date not null,
  touchpoint_key text not null default '',
  site_key text not null default '',
  segment text not null default '',
  channel text not null default '',
  -- says which metrics these people were asked for
  questionnaire_version_id uuid not null,
  sent integer not null,
  delivered integer not null,
  opened integer not null,
  answered integer not null,
  primary key (day, touchpoint_key, site_key, segment, channel, questionnaire_version_id)
);

-- The rows of one cell, found at once when it is counted anew.
create index response_cell on response (coalesce(touchpoint_key, ''), coalesce(site_key, ''), answered_at);
create index invitation_cell on invitation (coalesce(touchpoint_key, ''), coalesce(site_key, ''), sent_at) where sent_at is not null;
create index invitation_sent on invitation (sent_at) where sent_at is not null;

-- Comments are searched by the stems of their words, capitals and accents apart.
create function comment_words(language text, comment text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector(case language when 'en' then 'english'::regconfig else 'french'::regconfig end,
                     translate(lower(comment), 'àâäáãéèêëíîïóôöõúùûüçñÿ’', 'aaaaaeeeeiiioooouuuucny '))
$$;
create function comment_query(words text) returns tsquery language sql immutable parallel safe as $$
  select websearch_to_tsquery('french'::regconfig, plain) || websearch_to_tsquery('english'::regconfig, plain)
  from translate(lower(words), 'àâäáãéèêëíîïóôöõúùûüçñÿ’', 'aaaaaeeeeiiioooouuuucny ') as plain
$$;
create index response_words on response using gin (comment_words(language, comment)) where comment is not null;
