-- Each time somebody's turn in a wave was put off: what their row says now is only where it ended.
create table wave_move (
  id bigint generated always as identity primary key,
  wave_id uuid not null references barometer_wave (id),
  customer_id uuid not null references customer (id),
  moved_at timestamptz not null,
  from_time timestamptz not null,
  to_time timestamptz not null,
  -- the rule of pressure that refused them, or `respaced`: nothing went out on their day
  reason text not null
);
create index wave_move_member on wave_move (wave_id, customer_id, id);
create index wave_move_customer on wave_move (customer_id, id);
