-- The version of the pressure policy in force when it was decided; null for decisions older than this column.
alter table decision add column policy_version integer;
