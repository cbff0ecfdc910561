import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { decodeCursor, pageOf, Problem, type Page } from '#platform/http';
import type { ReviewEntity } from './review.entity.ts';
import { ReviewsRepository, type After, type ReviewFilter } from './reviews.repository.ts';

/** Reading reviews: for those who moderate, and for everyone. */
@Injectable()
export class ReviewsListing {
  constructor(private readonly reviews: ReviewsRepository) {}

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

  async counts(site: string | null): Promise<{ star: number; n: number; stars: number }[]> {
    return this.reviews.counts(site);
  }
}

function positionOf(cursor: string | undefined): After | null {
  const key = decodeCursor(cursor, 2);
  if (!key) return null;
  const [at, id] = key.map(String);
  if (!at || !id || Number.isNaN(Date.parse(at)) || !isUuid(id))
    throw new Problem(400, 'bad-cursor', 'The cursor is not one this list gave.');
  return { at, id };
}
