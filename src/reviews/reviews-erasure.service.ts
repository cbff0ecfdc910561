import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { ReviewsRepository } from './reviews.repository.ts';
import { reviews as lifecycle } from './rules/lifecycle.ts';

/** The reviews of a person who is forgotten. */
@Injectable()
export class ReviewsErasure {
  constructor(
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly reviews: ReviewsRepository,
  ) {}

  /** Their reviews leave every page, and what they wrote and how they called themselves goes; the score stays for the figures. */
  async forget(customer: string): Promise<void> {
    await this.db.transaction(async () => {
      for (const review of await this.reviews.lockOf(customer)) {
        if (lifecycle.mayMove(review.status, 'withdrawn')) {
          await this.reviews.move(review.id, { from: [review.status], status: 'withdrawn', publishedAt: null });
          if (review.status === 'published') await this.reviews.count(review, -1);
          const data = { from: review.status, to: 'withdrawn', cause: 'erased' } as const;
          await this.facts.record({ name: 'review.moved', subject: review.id, customer, data });
        }
        await this.reviews.empty(review.id);
      }
    });
  }
}
