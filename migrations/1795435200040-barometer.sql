-- Customers as a sample is drawn from them: all of them, and whether a message would reach each. `now_is`: now.
create function customer_base(now_is timestamptz) returns table (
  id uuid, segment text, site_key text, since date, erased boolean, phone_key bytea, email_key bytea, sms text, email text
) language sql stable as $$
  select c.id, c.segment, c.site_key, coalesce(c.since, (c.created_at at time zone 'UTC')::date), c.erased_at is not null,
    c.phone_key, c.email_key,
    case when c.phone is null then 'none'
         when os.contact_key is not null or oos.contact_key is not null then 'opted-out'
         when c.consent_sms = false then 'no-consent'
         when not c.phone_sms then 'invalid'
         when bs.contact_key is not null then 'blocked' else 'ok' end,
    case when c.email is null then 'none'
         when oe.contact_key is not null or ooe.contact_key is not null then 'opted-out'
         when c.consent_email = false then 'no-consent'
         when be.contact_key is not null then 'blocked' else 'ok' end
  from customer c
  left join opt_out os on os.channel = 'sms' and os.contact_key = c.phone_key
  left join opt_out oos on oos.channel = 'sms' and oos.contact_key = c.own_key
  left join opt_out oe on oe.channel = 'email' and oe.contact_key = c.email_key
  left join opt_out ooe on ooe.channel = 'email' and ooe.contact_key = c.own_key
  left join contact_block bs on bs.channel = 'sms' and bs.contact_key = c.phone_key and (bs.until is null or bs.until > now_is)
  left join contact_block be on be.channel = 'email' and be.contact_key = c.email_key and (be.until is null or be.until > now_is)
$$;

create table barometer_programme (
  key text primary key,
  name text not null,
  kind text not null default 'customers' check (kind in ('customers', 'employees')),
  questionnaire_key text not null references questionnaire (key),
  channels text[] not null,
  -- { "segments"?: [], "sites"?: [], "minSeniorityDays"?: 90 }
  population jsonb not null default '{}',
  waves_per_cycle integer not null check (waves_per_cycle between 1 and 12),
  -- { "perWave": 3000 } or { "marginOfError": 0.03, "confidence": 0.95 }
  target jsonb not null,
  -- of `segment`, `site`, `seniority`
  strata text[] not null default '{}',
  allocation text not null default 'proportional' check (allocation in ('proportional', 'neyman', 'square-root')),
  -- standard deviation of the answer by stratum, for the Neyman allocation; 1 where it is not said
  deviations jsonb not null default '{}',
  -- fewest sampled in a stratum, when it has as many
  floor integer not null default 0,
  seed text not null,
  start_date date not null,
  spread_days integer not null,
  send_window jsonb not null,
  -- [{ "after": "P4D" }]
  reminders jsonb not null default '[]',
  minimum_group integer not null default 5,
  state text not null default 'active' check (state in ('active', 'ended')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A year in which nobody is asked twice.
create table barometer_cycle (
  id uuid primary key,
  programme_key text not null references barometer_programme (key),
  number integer not null,
  starts_on date not null,
  unique (programme_key, number)
);

create table barometer_wave (
  id uuid primary key,
  programme_key text not null references barometer_programme (key),
  cycle_id uuid not null references barometer_cycle (id),
  -- counted through all cycles, from 1
  number integer not null,
  state text not null default 'planned' check (state in ('planned', 'open', 'paused', 'closed')),
  opens_at timestamptz not null,
  -- the last batch
  last_batch_at timestamptz not null,
  closes_at timestamptz not null,
  -- what it was drawn with, copied: what must not change later
  seed text not null,
  frame_hash text,
  frame_size integer,
  base integer,
  excluded jsonb,
  questionnaire_version_id uuid references questionnaire_version (id),
  drawn_at timestamptz,
  -- why it is paused or closed
  reason text,
  unique (programme_key, number)
);
create index barometer_wave_under_way on barometer_wave (closes_at) where state in ('open', 'paused');

create table wave_stratum (
  wave_id uuid not null references barometer_wave (id),
  -- values of the programme's strata, in their order: `premium / lyon-2`; `all` when there are none
  stratum text not null,
  -- eligible on the day of the draw, whether or not they were asked earlier in the cycle
  population integer not null,
  -- the exact share before rounding: what rounding owes is given back in the next wave
  quota double precision not null,
  sample integer not null,
  reserve integer not null,
  primary key (wave_id, stratum)
);

create table wave_member (
  wave_id uuid not null references barometer_wave (id),
  cycle_id uuid not null references barometer_cycle (id),
  customer_id uuid not null references customer (id),
  stratum text not null,
  -- of being sampled in this wave, for everyone of the stratum
  inclusion_probability double precision not null,
  -- in sending order for the sample, by stratum for the reserve; from 1
  position integer not null,
  role text not null check (role in ('sample', 'reserve')),
  -- a reserve waits until it is called up, and then replaces somebody
  state text not null default 'waiting' check (state in ('waiting', 'invited', 'moved', 'answered', 'replaced', 'unasked')),
  -- the day of its batch; null while a reserve is not called up
  planned_for timestamptz,
  invitation_id uuid,
  invited_at timestamptz,
  answered_at timestamptz,
  replaces uuid,
  replaced_by uuid,
  reason text,
  primary key (wave_id, customer_id)
);
-- Once a cycle: a reserve counts from the moment it is called up.
create unique index wave_member_once on wave_member (cycle_id, customer_id) where role = 'sample' or replaces is not null;
create index wave_member_due on wave_member (wave_id, planned_for, position) where state in ('waiting', 'moved') and planned_for is not null;
create index wave_member_order on wave_member (wave_id, position);
create index wave_member_reserve on wave_member (wave_id, stratum, position) where role = 'reserve' and replaces is null;
create index wave_member_customer on wave_member (customer_id);
create unique index wave_member_invitation on wave_member (invitation_id) where invitation_id is not null;

-- The base as it was on the day of the draw, in blocks of ids of 16 bytes, sorted: whoever has it can draw again.
create table wave_frame (
  wave_id uuid not null references barometer_wave (id),
  stratum text not null,
  -- already in the sample of an earlier wave of the cycle
  asked boolean not null,
  block integer not null,
  customers bytea not null,
  primary key (wave_id, stratum, asked, block)
);
