-- Conditions on what happened, all of which must hold: [{ "field", "op", "value" }]
alter table touchpoint add column conditions jsonb not null default '[]';
