-- Whoever shares a phone or a mailbox with few enough others to be a household, beside the key they share. Groups come in the order
-- of the indexes, which hold all that is counted: hashing every key of the base, or looking up each row, would take most of a plan.
create function customer_sharing(most integer) returns table (id uuid, key bytea)
language sql stable parallel safe set enable_hashagg = off as $$
  select c.id, s.key
  from (select phone_key as key from customer where phone_key is not null group by 1 having count(*) between 2 and most) s
  join customer c on c.phone_key = s.key
  union all
  select c.id, s.key
  from (select email_key as key from customer where email_key is not null group by 1 having count(*) between 2 and most) s
  join customer c on c.email_key = s.key
$$;
