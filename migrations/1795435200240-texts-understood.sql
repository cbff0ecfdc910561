-- What a text was taken for, beside the words themselves, for whoever reads the customer's history later.
alter table sms_reply add column understood jsonb;
-- The case it led to where no survey was found for it: a wish to be called.
alter table sms_reply add column case_id uuid;
alter table sms_reply drop constraint sms_reply_handled_check;
alter table sms_reply add constraint sms_reply_handled_check check (handled in ('attached', 'done', 'called'));
