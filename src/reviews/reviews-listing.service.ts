import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { pageOf, positionOf, type Page } from '#platform/http';
import type { ReviewEntity } from './review.entity.ts';
import { fairnessOf, type Decided, type Fairness } from './rules/fairness.ts';
import { ReviewsRepository, type ReviewFilter } from './reviews.repository.ts';

const YEAR_MS = 365 * 86_400_000;

/** Reading reviews: for those who moderate, and for everyone. */
@Injectable()
export class ReviewsListing {
  constructor(
    private readonly reviews: ReviewsRepository,
    private readonly clock: Clock,
  ) {}

  async list({
    limit = 50,
    cursor,
    ...filter
  }: ReviewFilter & { limit?: number; cursor?: string }): Promise<Page<ReviewEntity>> {
    const rows = await this.reviews.list(filter, limit, positionOf(cursor));
    return pageOf(rows, limit, (review) => [review.answeredAt.toISOString(), review.id]);
  }

  async published(
    site: string | null,
    star: number | null,
    limit: number,
    cursor?: string,
  ): Promise<Page<ReviewEntity>> {
    const rows = await this.reviews.published(site, star, limit, positionOf(cursor));
    return pageOf(rows, limit, (review) => [review.publishedAt?.toISOString() ?? '', review.id]);
  }

  /** Twelve months of decisions by stars. */
  async fairness(): Promise<Fairness> {
    return fairnessOf(await this.decided());
  }

  async decided(): Promise<Decided[]> {
    return this.reviews.delaysByStar(new Date(this.clock.now().getTime() - YEAR_MS));
  }

  async counts(site: string | null): Promise<{ star: number; n: number; stars: number }[]> {
    return this.reviews.counts(site);
  }
}
