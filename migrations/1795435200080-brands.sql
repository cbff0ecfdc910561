-- The organisation as its customers know it, under one name or several. The brand `default` is everyone's who has no other.
create table brand (
  key text primary key,
  name text not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  changed_at timestamptz not null
);
insert into brand (key, name, colour, changed_at)
select 'default', value ->> 'name', lower(value ->> 'colour'), changed_at from setting where key = 'brand';
delete from setting where key = 'brand';

-- null: the default brand
alter table site add column brand text references brand (key);

-- A message is written for each brand; where one has none in force, the default brand's stands.
alter table message_template add column brand text not null default 'default';
alter table message_template drop constraint message_template_channel_kind_language_version_key;
alter table message_template add unique (brand, channel, kind, language, version);
