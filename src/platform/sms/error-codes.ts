import type { DeliveryErrorKind } from '#platform/transport';

/** What a code says of the number itself: why it cannot be used, and for how many days (null: until it changes). */
export interface Contact {
  readonly cause: 'invalid' | 'landline' | 'blocked' | 'opted-out';
  readonly forDays: number | null;
}

export interface SmsVerdict {
  readonly kind: DeliveryErrorKind;
  readonly meaning: string;
  readonly contact: Contact | null;
}

const invalid: Contact = { cause: 'invalid', forDays: null };
const landline: Contact = { cause: 'landline', forDays: null };

type Row = readonly [kind: DeliveryErrorKind, meaning: string, contact?: Contact];

/**
 * What each of Twilio's codes means for the message and for the number. Meanings change: it is data, with a default.
 * A fault of the sender (a wrong key, a full queue) is passing: it waits until someone cures it, the person is untouched.
 * Source: Twilio's error dictionary; France: landlines are refused with 21614 or 21635.
 */
const CODES: Readonly<Record<number, Row>> = {
  20003: ['passing', 'The account or its token is wrong.'],
  20429: ['passing', 'Too many requests at once.'],
  21211: ['permanent', 'The number is not valid.', invalid],
  21212: ['passing', 'The sender is not valid.'],
  21265: ['permanent', 'The number is a short code.', invalid],
  21266: ['permanent', 'The number is our own.', invalid],
  21408: ['permanent', 'This country is not enabled for the account.'],
  21606: ['passing', 'The sender may not send messages.'],
  21608: ['permanent', 'A trial account writes to verified numbers only.'],
  21610: ['permanent', 'The person has opted out.', { cause: 'opted-out', forDays: null }],
  21611: ['passing', 'The queue of the sender is full.'],
  21612: ['permanent', 'No route from this sender to this number.'],
  21614: ['permanent', 'The number is not a mobile.', landline],
  21617: ['permanent', 'The text is too long.'],
  21635: ['permanent', 'The number is a landline.', landline],
  30001: ['passing', 'The queue is full.'],
  30002: ['passing', 'The account is suspended.'],
  30003: ['permanent', 'The phone could not be reached.'],
  30004: ['permanent', 'The message was blocked.', { cause: 'blocked', forDays: 90 }],
  30005: ['permanent', 'The number is unknown.', { cause: 'invalid', forDays: 180 }],
  30006: [
    'permanent',
    'The number is a landline, or its carrier cannot be reached.',
    { cause: 'landline', forDays: 180 },
  ],
  30007: ['permanent', 'The message was filtered as unwanted.'],
  30008: ['permanent', 'The carrier gave no reason.'],
  30034: ['permanent', 'The sender is not registered for the United States.'],
  30036: ['permanent', 'It could not be delivered in time.'],
  30042: ['permanent', 'The name of the sender is not allowed there.'],
  30450: ['permanent', 'Blocked as a protection against abuse.'],
};

/** Codes whose meaning we know; each has its sentence in `templates/words`, `delivery.code.twilio`. */
export const KNOWN_CODES: readonly string[] = Object.keys(CODES);

/** The verdict of a code; one we do not know is permanent, because the provider refused or gave up, and says nothing of the number. */
export function verdictOfCode(code: number): SmsVerdict {
  const [kind, meaning, contact] = CODES[code] ?? ['permanent', `The provider refused it with code ${code}.`];
  return { kind, meaning, contact: contact ?? null };
}
