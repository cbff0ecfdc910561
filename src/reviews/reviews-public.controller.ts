import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Options, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, Answers, type SchemaOf } from '#platform/http';
import { ReviewsListing } from './reviews-listing.service.ts';
import { PublicReviews, PublicReviewsQuery } from './reviews.schemas.ts';
import { publicView, summaryView } from './reviews.views.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': 'if-none-match',
};

/** Published reviews for the shop's own site: any origin may read them, and what has not changed is not sent again. */
@Allow('anyone')
@Controller('api/v1/public/reviews')
export class ReviewsPublicController {
  constructor(private readonly listing: ReviewsListing) {}

  @Get()
  @Answers('Published reviews, newest first, with their plain average', PublicReviews)
  async list(
    @Query({ schema: PublicReviewsQuery }) { site, score, limit = 50, cursor }: SchemaOf<typeof PublicReviewsQuery>,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [{ items, nextCursor }, counts] = await Promise.all([
      this.listing.published(site ?? null, score ?? null, limit, cursor),
      this.listing.counts(site ?? null),
    ]);
    const body = { summary: summaryView(counts), items: items.map(publicView), nextCursor };
    const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
    void reply.headers({ ...CORS, etag, 'cache-control': 'public, max-age=60' });
    if (known !== etag) return body;
    void reply.status(304);
    return '';
  }

  @Options()
  preflight(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.status(204).headers({ ...CORS, 'access-control-max-age': '86400' });
    return '';
  }
}
