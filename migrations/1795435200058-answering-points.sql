-- Where anybody may answer, without having been asked: a kiosk, a printed code, a button on a shop's own site.
create table answering_point (
  id uuid primary key,
  -- in the address of its page: names nothing, and is not guessed
  token text not null unique,
  kind text not null check (kind in ('kiosk', 'qr', 'widget')),
  name text not null,
  site_key text,
  questionnaire_key text not null,
  -- of a widget: the site whose pages may show it
  origin text,
  active boolean not null default true,
  created_at timestamptz not null
);
