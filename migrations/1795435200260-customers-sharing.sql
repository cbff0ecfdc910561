-- Who shares a phone or a mailbox is one person, unless more than fifty hold it: that is no household, and links nobody.

-- Everybody who shares one, beside the key they share. Groups come in the order of the indexes, which hold all that is counted:
-- hashing every key of the base, or looking up each row, would take most of a plan.
create function customer_sharing() returns table (id uuid, key bytea)
language sql stable parallel safe set enable_hashagg = off as $$
  select c.id, s.key
  from (select phone_key as key from customer where phone_key is not null group by 1 having count(*) between 2 and 50) s
  join customer c on c.phone_key = s.key
  union all
  select c.id, s.key
  from (select email_key as key from customer where email_key is not null group by 1 having count(*) between 2 and 50) s
  join customer c on c.email_key = s.key
$$;

-- The records of one person, this one among them.
create function customer_records(whose uuid) returns table (id uuid)
language sql stable parallel safe as $$
  select whose
  union
  select t.id from customer c join customer t on t.phone_key = c.phone_key
  where c.id = whose and (select count(*) from (select from customer o where o.phone_key = c.phone_key limit 51) held) <= 50
  union
  select t.id from customer c join customer t on t.email_key = c.email_key
  where c.id = whose and (select count(*) from (select from customer o where o.email_key = c.email_key limit 51) held) <= 50
$$;
