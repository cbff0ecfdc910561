-- Hours were offered once in place of one that was not free.
alter table sms_conversation add column hours_offered boolean not null default false;

-- Texts that no survey was found for wait for a person, who attaches them to an answer or is done with them.
alter table sms_reply add column handled text check (handled in ('attached', 'done'));
alter table sms_reply add column handled_by text;
alter table sms_reply add column handled_at timestamptz;
create index sms_reply_unattached on sms_reply (at) where read_as = 'unattached' and handled is null;
