-- Of several events that make one question, which it is about.
alter table touchpoint add column settle_on text not null default 'last' check (settle_on in ('last', 'most-important'));
