-- Who opens the waves of a programme.
alter table barometer_programme
  add column opening text not null default 'by-hand' check (opening in ('by-hand', 'by-itself'));

-- Why the wave whose day had come could not open by itself; one that is older than the programme's last change says nothing more.
create table barometer_refusal (
  programme_key text primary key references barometer_programme (key) on delete cascade,
  wave integer not null,
  -- code of an obstacle of the plan, or kind of another problem
  reason text not null,
  -- stratum or segment it is about
  about text,
  params jsonb not null default '{}',
  at timestamptz not null,
  try_at timestamptz not null
);
