-- An e-mail whose fate nobody can be asked about: when it was about to be handed over; before that it certainly was not.
alter table message add column offered_at timestamptz;
-- Nobody could say whether it was taken: a person decides, or its time ends.
alter table message add column held_at timestamptz;
create index message_held on message (held_at) where status = 'uncertain' and held_at is not null;
