import type { DeliveryErrorKind } from '#platform/transport';

/** What a status says of the address itself: why it cannot be used, and for how many days (null: until it changes). */
export interface MailContact {
  readonly cause: 'invalid' | 'blocked';
  readonly forDays: number | null;
}

export interface MailVerdict {
  readonly kind: DeliveryErrorKind;
  readonly meaning: string;
  readonly contact: MailContact | null;
}

type Row = readonly [pattern: RegExp, kind: DeliveryErrorKind, meaning: string, contact?: MailContact];

/**
 * Enhanced status codes (RFC 3463), the first that fits. Policy and authentication are faults of the sender: they wait,
 * and never cost a person their address. A full mailbox may be empty next time.
 */
const STATUSES: readonly Row[] = [
  [
    /^5\.1\.(1|2|3|6|10)$/,
    'permanent',
    'The mailbox or its domain does not exist.',
    { cause: 'invalid', forDays: null },
  ],
  [/^5\.2\.1$/, 'permanent', 'The mailbox is disabled.', { cause: 'blocked', forDays: 90 }],
  [/^5\.2\.2$/, 'permanent', 'The mailbox is full.'],
  [/^5\.(3\.4|2\.3)$/, 'permanent', 'The message is too large.'],
  [/^5\.7\./, 'passing', 'The server refuses this sender.'],
  [/^5\./, 'permanent', 'The server refused the message.'],
  [/^4\./, 'passing', 'The server cannot take the message now.'],
];

/** The verdict of an enhanced status code (`5.1.1`) or, where a server gives none, of a bare reply code (`550`). */
export function verdictOfStatus(status: string): MailVerdict {
  const known = STATUSES.find(([pattern]) => pattern.test(status));
  if (known) return { kind: known[1], meaning: known[2], contact: known[3] ?? null };
  return status.startsWith('5')
    ? { kind: 'permanent', meaning: 'The server refused the message.', contact: null }
    : { kind: 'passing', meaning: 'The server cannot take the message now.', contact: null };
}
