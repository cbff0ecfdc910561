-- Beside an open callback, a person's keys tell who waits for a place of theirs and what a draw keeps one for; `until`: no longer than that.
alter table pressure_hold add column until timestamptz;
-- How the answer was, for a margin of error from a touchpoint's own answers: -1 unhappy, 0 neutral, 1 happy.
alter table pressure_place add column answer_mood smallint check (answer_mood between -1 and 1);
