import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, Answers, type SchemaOf } from '#platform/http';
import { ReviewsListing } from './reviews-listing.service.ts';
import { Mask, Publish, Refuse, ReplyTo, ReviewPage, ReviewsQuery, ReviewView, Unpublish } from './reviews.schemas.ts';
import { ReviewsService } from './reviews.service.ts';
import { reviewView } from './reviews.views.ts';

@Allow({ scope: 'reviews:write' })
@Controller('api/v1/reviews')
export class ReviewsApiController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly listing: ReviewsListing,
  ) {}

  @Get()
  @Allow({ scope: 'reviews:read' })
  @Answers('Reviews, oldest first while they wait, newest first otherwise', ReviewPage)
  async list(@Query({ schema: ReviewsQuery }) query: SchemaOf<typeof ReviewsQuery>) {
    const { items, nextCursor } = await this.listing.list(query);
    return { items: items.map(reviewView), nextCursor };
  }

  @Get(':id')
  @Allow({ scope: 'reviews:read' })
  @Answers('One review', ReviewView)
  async one(@Param('id') id: string) {
    return reviewView(await this.reviews.byId(id));
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Answers('Publish', ReviewView)
  async publish(@Param('id') id: string, @Body({ schema: Publish }) { revision }: SchemaOf<typeof Publish>) {
    return reviewView(await this.reviews.publish(id, revision));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @Answers('Refuse for a reason of the closed list; the author is told', ReviewView)
  async refuse(@Param('id') id: string, @Body({ schema: Refuse }) { reason, note, revision }: SchemaOf<typeof Refuse>) {
    return reviewView(await this.reviews.refuse(id, reason, note, revision));
  }

  @Post(':id/unpublish')
  @HttpCode(200)
  @Answers('Take a published review down for a reason of the closed list', ReviewView)
  async unpublish(
    @Param('id') id: string,
    @Body({ schema: Unpublish }) { reason, revision }: SchemaOf<typeof Unpublish>,
  ) {
    return reviewView(await this.reviews.unpublish(id, reason, revision));
  }

  @Post(':id/reply')
  @HttpCode(200)
  @Answers('Answer a published review', ReviewView)
  async reply(@Param('id') id: string, @Body({ schema: ReplyTo }) { text, revision }: SchemaOf<typeof ReplyTo>) {
    return reviewView(await this.reviews.reply(id, text, revision));
  }

  @Post(':id/mask')
  @HttpCode(200)
  @Answers('Hide a personal datum, visibly', ReviewView)
  async mask(@Param('id') id: string, @Body({ schema: Mask }) { revision, ...span }: SchemaOf<typeof Mask>) {
    return reviewView(await this.reviews.mask(id, span, revision));
  }
}
