-- The places of a period, in the order of time: for replays and for how often people were asked.
create index pressure_place_taken on pressure_place (taken_at, invitation_id);

-- A past period replayed under a draft policy, beside the policy of its day.
create table simulation (
  id uuid primary key,
  -- the rules of the draft, and those in force when it was asked for
  draft jsonb not null,
  rules jsonb not null,
  policy_version integer not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null default 0,
  -- { "current": figures, "draft": figures }
  result jsonb,
  asked_by uuid,
  asked_at timestamptz not null,
  -- last sign of life of whoever runs it
  seen_at timestamptz,
  finished_at timestamptz
);
create index simulation_open on simulation (asked_at) where status in ('queued', 'running');
create index simulation_list on simulation (asked_at desc, id desc);
