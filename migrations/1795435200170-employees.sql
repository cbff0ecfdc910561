-- Works for us: asked by the employee barometer alone.
alter table customer add column employee boolean not null default false;
create index customer_employee_phone on customer (phone_key) where employee;
create index customer_employee_email on customer (email_key) where employee;

-- `insider`: an employee, or somebody who shares a phone or a mailbox with one; asked nothing that is for customers.
drop function customer_base(timestamptz);
create function customer_base(now_is timestamptz) returns table (
  id uuid, external_id text, segment text, site_key text, since date, erased boolean, phone_key bytea, email_key bytea, sms text, email text,
  employee boolean, insider boolean
) language sql stable parallel safe as $$
  select c.id, c.external_id, c.segment, c.site_key, coalesce(c.since, (c.created_at at time zone 'UTC')::date), c.erased_at is not null,
    c.phone_key, c.email_key,
    case when c.phone is null then 'none'
         when os.contact_key is not null or oos.contact_key is not null then 'opted-out'
         when c.consent_sms = false then 'no-consent'
         when not c.phone_sms then 'invalid'
         when bs.contact_key is not null then 'blocked' else 'ok' end,
    case when c.email is null then 'none'
         when oe.contact_key is not null or ooe.contact_key is not null then 'opted-out'
         when c.consent_email = false then 'no-consent'
         when be.contact_key is not null then 'blocked' else 'ok' end,
    c.employee,
    c.employee
      or coalesce(c.phone_key in (select e.phone_key from customer e where e.employee and e.phone_key is not null), false)
      or coalesce(c.email_key in (select e.email_key from customer e where e.employee and e.email_key is not null), false)
  from customer c
  left join opt_out os on os.channel = 'sms' and os.contact_key = c.phone_key
  left join opt_out oos on oos.channel = 'sms' and oos.contact_key = c.own_key
  left join opt_out oe on oe.channel = 'email' and oe.contact_key = c.email_key
  left join opt_out ooe on ooe.channel = 'email' and ooe.contact_key = c.own_key
  left join contact_block bs on bs.channel = 'sms' and bs.contact_key = c.phone_key and (bs.until is null or bs.until > now_is)
  left join contact_block be on be.channel = 'email' and be.contact_key = c.email_key and (be.until is null or be.until > now_is)
$$;

-- Nobody may know what the person answered, nor be shown whether; `spent`: its link was used, which is all that is kept of it.
alter table invitation add column anonymous boolean not null default false;
alter table invitation add column spent boolean not null default false;

-- What somebody of a wave answered, nobody knows who: no invitation, no time; the id is drawn by lot.
create table anonymous_answer (
  id uuid primary key,
  wave_id uuid not null references barometer_wave (id),
  stratum text not null,
  answers jsonb not null,
  metric text,
  score smallint,
  comment text,
  language text not null
);
create index anonymous_answer_wave on anonymous_answer (wave_id);

-- What a wave was answered, of customers and of employees; the latter once it is over, when nothing is added any more.
create view wave_answer as
  select m.wave_id, m.position as place, m.customer_id as person, m.stratum, r.id, r.answers,
    coalesce(extract(epoch from r.answered_at - i.sent_at) / 3600, 0)::float8 as after_hours,
    r.answered_at as at, r.comment, r.language, r.metric, r.score, r.site_key, r.customer_id
  from wave_member m join invitation i on i.id = m.invitation_id join response r on r.invitation_id = i.id
  union all
  select a.wave_id, 0, a.id, a.stratum, a.id, a.answers, 0, w.closes_at, a.comment, a.language, a.metric, a.score, null, null
  from anonymous_answer a join barometer_wave w on w.id = a.wave_id and w.state = 'closed';
