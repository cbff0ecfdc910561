import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { ReviewsRepository } from './reviews.repository.ts';
import { ReviewsService } from './reviews.service.ts';

/** The latest date of every review. */
@Injectable()
export class ReviewsClocks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: ReviewsRepository,
    private readonly reviews: ReviewsService,
  ) {}

  /** Publishes what has waited to its latest date without a refusal, whatever it says of us. Gives how many. */
  async publishDue(): Promise<number> {
    const due = await this.repository.dueForPublication(this.clock.now(), 100);
    for (const { id } of due) await this.#publish(id);
    return due.length;
  }

  async nextDueAt(): Promise<Date | null> {
    return this.repository.nextPublicationDue();
  }

  /** Decided, or written again, since it was found: it has another date, or none. */
  async #publish(id: string): Promise<void> {
    await this.db.transaction(async () => {
      const review = await this.repository.lock(id);
      if (review?.status === 'pending' && review.publishBy <= this.clock.now()) await this.reviews.publish(id);
    });
  }
}
