export { MailModule } from './mail.module.ts';
export { MailTransport, type AcceptedMail, type OutgoingMail } from './mail.transport.ts';
export { StaffMail, type StaffLetter } from './staff-mail.ts';
export { verdictOfStatus, type MailContact, type MailVerdict } from './status-codes.ts';
