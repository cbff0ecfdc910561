-- One tariff of texts, in millionths of a euro by country, in place of two: the list in euros, and the price of a segment at home,
-- in cents, of the barometer. Where both were set, the list stands: it is the one that says what was spent.
with kept as (
  select (select value from setting where key = 'delivery.sms-prices') as list,
    (select (value ->> 'cents')::numeric from setting where key = 'sms-segment-price') as home,
    (select max(changed_at) from setting where key in ('delivery.sms-prices', 'sms-segment-price')) as changed_at)
insert into setting (key, value, changed_at)
select 'sms.tariff', coalesce(
    (select jsonb_object_agg(country, round(price::numeric * 1000000)::bigint) from jsonb_each_text(list) as one (country, price)),
    '{"FR": 72500, "BE": 90000, "CH": 70000, "DE": 100000, "ES": 75000, "GB": 45000, "IT": 85000, "LU": 90000, "RE": 140000,
      "GP": 140000, "MQ": 140000, "GF": 140000, "YT": 140000, "US": 8500, "CA": 8500, "*": 100000}'::jsonb
      || jsonb_build_object('FR', round(home * 10000)::bigint)), changed_at
from kept where list is not null or home is not null;
delete from setting where key in ('delivery.sms-prices', 'sms-segment-price');
