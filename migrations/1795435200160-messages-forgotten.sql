-- Of a person who was erased while it was in a provider's hands: emptied once its fate is known.
alter table message add column forgotten boolean not null default false;
create index message_forgotten on message (id) where forgotten;
