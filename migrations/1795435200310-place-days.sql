-- A place counts on the day its message goes out, not on the day it was decided: when it is planned for, and when it was handed
-- over. Neither for what was decided before: the day on which it was taken counts then.
alter table pressure_place add column due_at timestamptz, add column sent_at timestamptz;
-- For a wait: no place is of use to it before.
alter table invitation add column earliest_at timestamptz;
-- What pressure was asked about: on which day may this person be asked? Null where it had no say.
alter table decision add column asked_for timestamptz;
