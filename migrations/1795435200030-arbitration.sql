-- Copied when planned; what a waiting invitation was found to be worth, when several wanted one place of a person.
alter table invitation add column monthly_target integer, add column worth jsonb;
-- A freed place finds who waits for it.
create index invitation_held_keys on invitation using gin (held_keys) where status = 'held';
-- How much is known of a touchpoint.
create index pressure_place_answered on pressure_place (touchpoint_key, answered_at) where answered_at is not null;
