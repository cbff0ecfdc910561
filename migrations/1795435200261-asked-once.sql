-- Once a cycle, of those who are asked: whoever left the sample before a message went to them may be drawn again.
drop index wave_member_once;
create unique index wave_member_once on wave_member (cycle_id, customer_id)
  where (role = 'sample' or replaces is not null) and state <> 'unasked' and (state <> 'replaced' or invited_at is not null);
