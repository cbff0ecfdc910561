export { SmsModule } from './sms.module.ts';
export { SmsTransport, type AcceptedSms, type FoundSms, type OutgoingSms } from './sms.transport.ts';
export { KNOWN_CODES, verdictOfCode, type Contact, type SmsVerdict } from './error-codes.ts';
export { SmsTariffs, TARIFF_SETTING } from './sms-tariffs.ts';
export { asCents, pricePerSegment, readTariff, writeTariff, type SmsTariff } from './tariff.ts';
export { sandboxAccount, type SmsAccount } from './account.ts';
