import { lifecycle } from '#platform/lifecycle';

export const REVIEW_STATUSES = ['pending', 'published', 'refused', 'withdrawn'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/**
 * A moderator may take a decision back, and a refused author may write again: both return to `pending`.
 * Only the author withdraws, and only the author comes back from there.
 */
export const reviews = lifecycle<ReviewStatus>('review', 'pending', {
  pending: ['published', 'refused', 'withdrawn'],
  published: ['pending', 'refused', 'withdrawn'],
  refused: ['pending', 'published', 'withdrawn'],
  withdrawn: ['pending'],
});
