-- How an answer of a wave was given, beside what was answered.
create or replace view wave_answer as
  select m.wave_id, m.position as place, m.customer_id as person, m.stratum, r.id, r.answers,
    coalesce(extract(epoch from r.answered_at - i.sent_at) / 3600, 0)::float8 as after_hours,
    r.answered_at as at, r.comment, r.language, r.metric, r.score, r.site_key, r.customer_id, r.channel
  from wave_member m join invitation i on i.id = m.invitation_id join response r on r.invitation_id = i.id
  union all
  select a.wave_id, 0, a.id, a.stratum, a.id, a.answers, 0, w.closes_at, a.comment, a.language, a.metric, a.score, null, null, 'web'
  from anonymous_answer a join barometer_wave w on w.id = a.wave_id and w.state = 'closed';
