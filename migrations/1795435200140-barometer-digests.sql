-- The id customers were imported with, beside the one this database gave them: a draw goes by the first.
drop function customer_base(timestamptz);
create function customer_base(now_is timestamptz) returns table (
  id uuid, external_id text, segment text, site_key text, since date, erased boolean, phone_key bytea, email_key bytea, sms text, email text
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
         when be.contact_key is not null then 'blocked' else 'ok' end
  from customer c
  left join opt_out os on os.channel = 'sms' and os.contact_key = c.phone_key
  left join opt_out oos on oos.channel = 'sms' and oos.contact_key = c.own_key
  left join opt_out oe on oe.channel = 'email' and oe.contact_key = c.email_key
  left join opt_out ooe on ooe.channel = 'email' and ooe.contact_key = c.own_key
  left join contact_block bs on bs.channel = 'sms' and bs.contact_key = c.phone_key and (bs.until is null or bs.until > now_is)
  left join contact_block be on be.channel = 'email' and be.contact_key = c.email_key and (be.until is null or be.until > now_is)
$$;

-- First 16 bytes of the SHA-256 that decides about a person, as it was on the day of the draw: erased since, they are still proved.
alter table wave_frame add column digests bytea;
alter table wave_member add column digest bytea;
