-- What a submission put over the answers before it: what stands is told again when one turns out to be a machine's.
alter table submission add column sent jsonb;
create index submission_recent on submission (received_at desc, id);
