export { MailModule } from './mail.module.ts';
export { MailTransport, type AcceptedMail, type OutgoingMail } from './mail.transport.ts';
export { MailSearch, type MailFindings, type MailInquiry } from './mail-search.ts';
export { tokenOfReturnPath } from './return-path.ts';
export { StaffMail, type StaffLetter } from './staff-mail.ts';
export { readUnseen } from './mailbox.ts';
export { STATUS_TOPICS, verdictOfStatus, type MailVerdict } from './status-codes.ts';
