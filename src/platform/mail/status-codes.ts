import type { DeliveryErrorKind } from '#platform/transport';

/** What a status is about; each has its sentence in `templates/words`, `delivery.code.email`. */
export const STATUS_TOPICS = ['unknown', 'disabled', 'full', 'too-large', 'sender', 'refused', 'later'] as const;
export type StatusTopic = (typeof STATUS_TOPICS)[number];

export interface MailVerdict {
  readonly topic: StatusTopic;
  readonly kind: DeliveryErrorKind;
  readonly meaning: string;
  /** A larger share than that of the last mails, and sending stops until somebody has looked. */
  readonly stops: { readonly percent: number; readonly of: number } | null;
}

type Row = readonly [pattern: RegExp, topic: StatusTopic, kind: DeliveryErrorKind, meaning: string];

/**
 * Enhanced status codes (RFC 3463), the first that fits. Policy and authentication are faults of the sender: they wait.
 */
const STATUSES: readonly Row[] = [
  [/^5\.1\.(1|2|3|6|10)$/, 'unknown', 'permanent', 'The mailbox or its domain does not exist.'],
  [/^5\.2\.1$/, 'disabled', 'permanent', 'The mailbox is disabled.'],
  [/^5\.2\.2$/, 'full', 'permanent', 'The mailbox is full.'],
  [/^5\.(3\.4|2\.3)$/, 'too-large', 'permanent', 'The message is too large.'],
  [/^5\.7\./, 'sender', 'passing', 'The server refuses this sender.'],
  [/^5\./, 'refused', 'permanent', 'The server refused the message.'],
  [/^4\./, 'later', 'passing', 'The server cannot take the message now.'],
];

/** Servers that refuse the sender refuse all that follows, and think the less of it for each. */
const REFUSES_US = { percent: 2, of: 200 } as const;

/** The verdict of an enhanced status code (`5.1.1`) or, where a server gives none, of a bare reply code (`550`). */
export function verdictOfStatus(status: string): MailVerdict {
  const known = STATUSES.find(([pattern]) => pattern.test(status));
  if (known) {
    const [, topic, kind, meaning] = known;
    return { topic, kind, meaning, stops: topic === 'sender' ? REFUSES_US : null };
  }
  return status.startsWith('5')
    ? { topic: 'refused', kind: 'permanent', meaning: 'The server refused the message.', stops: null }
    : { topic: 'later', kind: 'passing', meaning: 'The server cannot take the message now.', stops: null };
}
