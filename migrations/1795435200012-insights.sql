-- Counters behind the screens: how many answers gave which score, a day (UTC) and cell. Rebuilt from answers at will.
create table score_rollup (
  day date not null,
  touchpoint_key text not null default '',
  site_key text not null default '',
  segment text not null default '',
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
  sent integer not null,
  delivered integer not null,
  opened integer not null,
  answered integer not null,
  primary key (day, touchpoint_key, site_key, segment, channel)
);
