import { lifecycle } from '#platform/lifecycle';

export const STATUSES = [
  'planned',
  'sending',
  'sent',
  'delivered',
  'opened',
  'answered',
  'held',
  'cancelled',
  'expired',
  'bounced',
  'failed',
] as const;
export type InvitationStatus = (typeof STATUSES)[number];

/**
 * One ask of one person, from plan to end.
 * - Back to planned: another channel takes over, the provider was away, or a place became free.
 * - Receipts and answers overtake our own note that the message went out, so each may come before the one that it implies.
 * - An answer wins over a fallback that was planned because the first message seemed lost.
 * - What is being sent is not cancelled: it may already be in the person's hand.
 */
export const invitationLifecycle = lifecycle<InvitationStatus>('invitation', 'planned', {
  planned: ['sending', 'held', 'answered', 'cancelled', 'expired'],
  held: ['planned', 'cancelled', 'expired'],
  sending: ['sent', 'delivered', 'opened', 'answered', 'planned', 'expired', 'bounced', 'failed'],
  sent: ['delivered', 'opened', 'answered', 'planned', 'cancelled', 'expired', 'bounced', 'failed'],
  delivered: ['opened', 'answered', 'cancelled', 'expired', 'bounced'],
  opened: ['answered', 'cancelled', 'expired'],
  answered: [],
  cancelled: [],
  expired: [],
  bounced: [],
  failed: [],
});

/** States in which something may still come of it. */
export const OPEN = STATUSES.filter((status) => !invitationLifecycle.isFinal(status));
