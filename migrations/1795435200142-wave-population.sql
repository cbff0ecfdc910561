-- Whom the wave was drawn from, copied: the programme's population may change afterwards.
alter table barometer_wave add column population jsonb;
