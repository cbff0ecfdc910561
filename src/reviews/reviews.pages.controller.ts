import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SitesService } from '#customers';
import { Clock } from '#platform/clock';
import {
  Allow,
  Caller,
  Problem,
  seeOther,
  type Page,
  type Principal,
  type SchemaOf,
  type SeeOther,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import type { ReviewEntity } from './review.entity.ts';
import { ReviewsClaims } from './reviews-claims.service.ts';
import { ReviewsListing } from './reviews-listing.service.ts';
import { fairnessView, listView } from './reviews-pages.views.ts';
import { DecideForm, RefuseForm, ReplyForm, ReviewsPageQuery } from './reviews.schemas.ts';
import { ReviewsService } from './reviews.service.ts';

type User = Extract<Principal, { kind: 'user' }>;
type Listed = Pick<Parameters<typeof listView>[0], 'status' | 'site' | 'cursor' | 'writtenAgain'>;
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
    const found = await this.listing.list({ status, site, limit: PAGE, ...(cursor && { cursor }) });
    return page('reviews/index', await this.#list(found, { status, site, cursor }, user));
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
  async publish(
    @Param('id') id: string,
    @Body({ schema: DecideForm }) { revision }: SchemaOf<typeof DecideForm>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
  ) {
    await this.claims.claim(id, user.id);
    return this.#act('publish', id, () => this.reviews.publish(id, revision), user, request);
  }

  @Post('reviews/:id/refuse')
  async refuse(
    @Param('id') id: string,
    @Body({ schema: RefuseForm }) { reason, note, revision }: SchemaOf<typeof RefuseForm>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
  ) {
    await this.claims.claim(id, user.id);
    return this.#act('refuse', id, () => this.reviews.refuse(id, reason, note || null, revision), user, request);
  }

  @Post('reviews/:id/mask')
  async mask(
    @Param('id') id: string,
    @Body({ schema: DecideForm }) { revision }: SchemaOf<typeof DecideForm>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
  ) {
    await this.claims.claim(id, user.id);
    return this.#act('mask', id, () => this.reviews.maskFlagged(id, revision), user, request);
  }

  @Post('reviews/:id/reply')
  async reply(
    @Param('id') id: string,
    @Body({ schema: ReplyForm }) { text, revision }: SchemaOf<typeof ReplyForm>,
    @Caller() user: User,
    @Req() request: FastifyRequest,
  ) {
    return this.#act('reply', id, () => this.reviews.reply(id, text, revision), user, request);
  }

  @Post('reviews/:id/undo')
  async undo(@Param('id') id: string, @Req() request: FastifyRequest) {
    return this.#acted('undo', await this.reviews.takeBack(id), request);
  }

  /** What its author wrote again while the moderator read is shown, and nothing is done. */
  async #act(act: Act, id: string, verb: () => Promise<ReviewEntity>, user: User, request: FastifyRequest) {
    try {
      return this.#acted(act, await verb(), request);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.kind !== 'review-written-again') throw problem;
      const review = await this.reviews.byId(id);
      const found = { items: [review], nextCursor: null };
      const { status, displayName: writtenAgain } = review;
      return page('reviews/index', await this.#list(found, { status, writtenAgain }, user), { status: 409 });
    }
  }

  async #list(found: Page<ReviewEntity>, of: Listed, user: User) {
    const [sites, held] = await Promise.all([this.sites.all(), this.claims.heldFrom(user.id, found.items)]);
    const t = (key: string) => this.words.t(user.language, key);
    const mayModerate = user.role !== 'supervisor';
    return listView({ ...found, ...of, sites, mayModerate, held, now: this.clock.now(), t });
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
