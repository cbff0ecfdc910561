import { Injectable } from '@nestjs/common';
import { ReviewsRepository } from './reviews.repository.ts';
import type { ReviewStatus } from './rules/lifecycle.ts';
import type { RefusalReason } from './rules/publication.ts';

/** A review as its author may know it. */
export interface AuthoredReview {
  status: ReviewStatus;
  refusal: { reason: RefusalReason; note: string | null } | null;
  /** What the business answered. */
  reply: string | null;
  /** Where it is published; null while it is not. */
  address: string | null;
}

/** What authors may read of their own reviews. */
@Injectable()
export class ReviewsAuthors {
  constructor(private readonly reviews: ReviewsRepository) {}

  /** Null when the answer was never offered for publication. */
  async of(response: string): Promise<AuthoredReview | null> {
    const review = await this.reviews.byResponse(response);
    if (!review) return null;
    const { id, status, refusal, reply, site } = review;
    const isPublished = status === 'published';
    return {
      status,
      refusal: status === 'refused' && refusal ? { reason: refusal.reason, note: refusal.note } : null,
      reply: isPublished && reply ? reply.text : null,
      address: isPublished ? `/reviews/${encodeURIComponent(site ?? 'all')}#${id}` : null,
    };
  }
}
