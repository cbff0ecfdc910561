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

/** One ask of one person, from plan to end. Back to planned: another channel takes over, or the provider was away. */
export const invitationLifecycle = lifecycle<InvitationStatus>('invitation', 'planned', {
  planned: ['sending', 'held', 'cancelled', 'expired', 'failed'],
  held: ['planned', 'cancelled', 'expired'],
  sending: ['sent', 'planned', 'cancelled', 'expired', 'bounced', 'failed'],
  sent: ['delivered', 'opened', 'answered', 'planned', 'cancelled', 'expired', 'bounced', 'failed'],
  delivered: ['opened', 'answered', 'cancelled', 'expired', 'bounced', 'failed'],
  opened: ['answered', 'cancelled', 'expired'],
  answered: [],
  cancelled: [],
  expired: [],
  bounced: [],
  failed: [],
});

/** States in which something may still come of it. */
export const OPEN = STATUSES.filter((status) => !invitationLifecycle.isFinal(status));
