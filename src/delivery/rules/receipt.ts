export type MessageStatus =
  | 'waiting'
  | 'sending'
  | 'uncertain'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'bounced'
  | 'failed'
  | 'cancelled';

/** What the provider's words mean in ours. */
const PROVIDER: Readonly<Record<string, MessageStatus>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  partially_delivered: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  bounced: 'bounced',
  failed: 'failed',
  canceled: 'failed',
};

/** How far a message has come; of two reports the further one stands, in whatever order they arrive. */
const RANK: Readonly<Record<MessageStatus, number>> = {
  cancelled: 0,
  waiting: 0,
  sending: 0,
  uncertain: 0,
  accepted: 1,
  sent: 2,
  failed: 3,
  undelivered: 3,
  bounced: 3,
  delivered: 4,
};

/** Our word for the provider's status, or null for one that changes nothing (`received`, or a word of tomorrow). */
export function statusOf(provider: string): MessageStatus | null {
  return PROVIDER[provider] ?? null;
}

/** Whether a report changes what is known of the message. `delivered` wins over an earlier `undelivered` (domain 3.3). */
export function isFurther(reported: MessageStatus, known: MessageStatus): boolean {
  return RANK[reported] > RANK[known];
}

/** Whether nobody took the message before this report told us that somebody had. */
export function wasOpen(known: MessageStatus): boolean {
  return RANK[known] === 0;
}
