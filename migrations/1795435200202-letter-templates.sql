-- Every message to customers can be written on a screen, not only those that ask.
alter table message_template drop constraint message_template_kind_check;
alter table message_template add constraint message_template_kind_check check (kind in (
  'invitation', 'reminder', 'answering-question', 'answering-help', 'answering-thanks', 'review-refused',
  'help', 'opt-out-done', 'opt-in-done'));
-- Texts only: written in the alphabet that costs least, or with every accent.
alter table message_template add column gsm7 boolean not null default true;
