-- Until when an invitation may wait for a place, copied when planned: at the second look it waits again rather than being dropped.
alter table invitation add column waits_until timestamptz;
