-- counts what its author wrote: a decision is about one of them
alter table review add column revision integer not null default 1;
