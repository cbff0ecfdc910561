import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SitesService } from '#customers';
import { Clock } from '#platform/clock';
import { Allow, Caller, Problem, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, wantsFragment, type PageResult } from '#platform/templates';
import type { ReviewEntity } from './review.entity.ts';
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
    const t = (key: string) => this.words.t(user.language, key);
    const mayModerate = user.role !== 'supervisor';
    return page(
      'reviews/index',
      listView({ ...found, status, site, sites, cursor, mayModerate, now: this.clock.now(), t }),
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

  @Post('reviews/:id/publish')
  async publish(
    @Param('id') id: string,
    @Caller() user: User,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#acted('publish', await this.reviews.publish(id), user, request, reply);
  }

  @Post('reviews/:id/refuse')
  async refuse(
    @Param('id') id: string,
    @Body({ schema: Refuse }) { reason, note }: SchemaOf<typeof Refuse>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#acted('refuse', await this.reviews.refuse(id, reason, note || null), user, request, reply);
  }

  @Post('reviews/:id/mask')
  async mask(
    @Param('id') id: string,
    @Caller() user: User,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#acted('mask', await this.reviews.maskFlagged(id), user, request, reply);
  }

  @Post('reviews/:id/reply')
  async reply(
    @Param('id') id: string,
    @Body({ schema: ReplyTo }) { text }: SchemaOf<typeof ReplyTo>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#acted('reply', await this.reviews.reply(id, text), user, request, reply);
  }

  @Post('reviews/:id/undo')
  async undo(
    @Param('id') id: string,
    @Caller() user: User,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#acted('undo', await this.reviews.takeBack(id), user, request, reply);
  }

  /** The row goes, or the list comes back; either way a notice says what was done, with its undo. */
  #acted(
    act: Act,
    review: ReviewEntity,
    user: User,
    request: FastifyRequest,
    reply: FastifyReply,
  ): PageResult | undefined {
    const text = this.words.t(user.language, `reviews.done.${act}`, { name: review.displayName });
    const undoable = act === 'publish' || act === 'refuse';
    request.session.set('flash', {
      kind: 'done',
      text,
      ...(undoable && { undo: { action: `/reviews/${review.id}/undo` } }),
    });
    if (wantsFragment(request.headers) && undoable) return page('reviews/index', {}, { fragment: '_gone' });
    void reply.redirect(listOf(request), 303);
    return undefined;
  }
}

/** Back to the list the act was made in. */
function listOf(request: FastifyRequest): string {
  const from = request.headers.referer;
  if (!from || !URL.canParse(from)) return '/reviews';
  const { pathname, search } = new URL(from);
  if (pathname !== '/reviews') throw new Problem(400, 'bad-referer', 'The form was not on the list of reviews.');
  return pathname + search;
}
