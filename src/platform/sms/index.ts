export { SmsModule } from './sms.module.ts';
export { SmsTransport, type AcceptedSms, type FoundSms, type OutgoingSms } from './sms.transport.ts';
export { KNOWN_CODES, verdictOfCode, type Contact, type SmsVerdict } from './error-codes.ts';
export { sandboxAccount, type SmsAccount } from './account.ts';
