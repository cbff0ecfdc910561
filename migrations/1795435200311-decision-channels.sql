-- The channels that reached the person, in the order in which they are tried: a replay tries the next one where only a rule about the
-- first stops it. Null where pressure had no say.
alter table decision add column channels text[];
