import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SitesService } from '#customers';
import { Clock } from '#platform/clock';
import { Allow, Caller, Problem, seeOther, type Principal, type SchemaOf, type SeeOther } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import type { ReviewEntity } from './review.entity.ts';
import { ReviewsClaims } from './reviews-claims.service.ts';
import { ReviewsListing } from './reviews-listing.service.ts';
import { fairnessView, listView } from './reviews-pages.views.ts';
import { Refuse, ReplyTo, ReviewsPageQuery } from './reviews.schemas.ts';
import { ReviewsService } from './reviews.service.ts';

type User = Extract<Principal, { kind: 'user' }>;
type Act = 'publish' | 'refuse' | 'mask' | 'reply' | 'undo';

const PAGE = 25;

/** The moderator's lists. An act takes effect at once; a decision can be taken back for ten seconds. */
@Controller()
@Allow('marketing', 'admin')
export class ReviewsPagesController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly claims: ReviewsClaims,
    private readonly listing: ReviewsListing,
    private readonly sites: SitesService,
    private readonly words: Words,
    private readonly clock: Clock,
  ) {}

  @Get('reviews')
  @Allow('marketing', 'supervisor', 'admin')
  async list(
    @Query({ schema: ReviewsPageQuery }) query: SchemaOf<typeof ReviewsPageQuery>,
    @Caller() user: User,
  ): Promise<PageResult> {
    const { status = 'pending', cursor } = query;
    const site = query.site || undefined;
    const [found, sites] = await Promise.all([
      this.listing.list({ status, site, limit: PAGE, ...(cursor && { cursor }) }),
      this.sites.all(),
    ]);
    const held = await this.claims.heldFrom(user.id, found.items);
    const t = (key: string) => this.words.t(user.language, key);
    const mayModerate = user.role !== 'supervisor';
    return page(
      'reviews/index',
      listView({ ...found, status, site, sites, cursor, mayModerate, held, now: this.clock.now(), t }),
    );
  }

  @Get('moderation/fairness')
  @Allow('marketing', 'supervisor', 'analyst', 'admin')
  async fairness(@Caller() user: User): Promise<PageResult> {
    return page(
      'reviews/fairness',
      fairnessView(await this.listing.fairness(), (key) => this.words.t(user.language, key)),
    );
  }

  /** Asked when a moderator comes to a review: it is theirs for some minutes, or the answer says whose it is. */
  @Post('reviews/:id/claim')
  @HttpCode(200)
  async claim(@Param('id') id: string, @Caller() user: User): Promise<PageResult> {
    try {
      await this.claims.claim(id, user.id);
      return page('reviews/held', { by: null }, { fragment: '_held' });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 409) throw problem;
      return page('reviews/held', { by: problem.more['holder'] ?? '' }, { fragment: '_held', status: 409 });
    }
  }

  @Post('reviews/:id/publish')
  async publish(@Param('id') id: string, @Caller() user: User, @Req() request: FastifyRequest) {
    await this.claims.claim(id, user.id);
    return this.#acted('publish', await this.reviews.publish(id), request);
  }

  @Post('reviews/:id/refuse')
  async refuse(
    @Param('id') id: string,
    @Body({ schema: Refuse }) { reason, note }: SchemaOf<typeof Refuse>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
  ) {
    await this.claims.claim(id, user.id);
    return this.#acted('refuse', await this.reviews.refuse(id, reason, note || null), request);
  }

  @Post('reviews/:id/mask')
  async mask(@Param('id') id: string, @Caller() user: User, @Req() request: FastifyRequest) {
    await this.claims.claim(id, user.id);
    return this.#acted('mask', await this.reviews.maskFlagged(id), request);
  }

  @Post('reviews/:id/reply')
  async reply(
    @Param('id') id: string,
    @Body({ schema: ReplyTo }) { text }: SchemaOf<typeof ReplyTo>,
    @Req() request: FastifyRequest,
  ) {
    return this.#acted('reply', await this.reviews.reply(id, text), request);
  }

  @Post('reviews/:id/undo')
  async undo(@Param('id') id: string, @Req() request: FastifyRequest) {
    return this.#acted('undo', await this.reviews.takeBack(id), request);
  }

  /** Back to the list the act was made in, with a notice of what was done and, for a decision, its undo. */
  #acted(act: Act, { id, displayName: name }: ReviewEntity, request: FastifyRequest): SeeOther {
    const undo = act === 'publish' || act === 'refuse' ? { undo: `/reviews/${id}/undo` } : {};
    return seeOther(listOf(request), { word: `reviews.done.${act}`, params: { name }, ...undo });
  }
}

/** Filters of the list stay as they were; whatever else a browser says it came from is the list itself. */
function listOf({ headers: { referer } }: FastifyRequest): string {
  if (!referer || !URL.canParse(referer)) return '/reviews';
  const { pathname, search } = new URL(referer);
  return pathname === '/reviews' ? pathname + search : '/reviews';
}
