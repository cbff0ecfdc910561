import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SiteBrands, SitesService } from '#customers';
import { CONFIG, type Config } from '#platform/config';
import { Allow, languageOfReader, Problem, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { siteView, transparencyView } from './reviews-public.views.ts';
import { ReviewsListing } from './reviews-listing.service.ts';
import { PublicReviewsQuery } from './reviews.schemas.ts';

const PAGE = 20;
/** The whole network's reviews. */
const ALL = 'all';

/** Published reviews and how they are controlled, for anyone and for search engines. */
@Allow('anyone')
@Controller('reviews')
export class ReviewsPublicPagesController {
  constructor(
    private readonly listing: ReviewsListing,
    private readonly sites: SitesService,
    private readonly brands: SiteBrands,
    private readonly words: Words,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('transparency')
  async transparency(): Promise<PageResult> {
    const decided = await this.listing.decided();
    return page('reviews/transparency', transparencyView(decided, `${this.config.publicUrl}/reviews/transparency`));
  }

  @Get(':site')
  async site(
    @Param('site') key: string,
    @Query({ schema: PublicReviewsQuery }) { score, cursor }: SchemaOf<typeof PublicReviewsQuery>,
    @Req() request: FastifyRequest,
  ): Promise<PageResult> {
    const site = key === ALL ? null : await this.sites.byKey(key);
    if (!site && key !== ALL) throw Problem.notFound('site', key);
    const language = languageOfReader(request);
    const [found, counts] = await Promise.all([
      this.listing.published(site?.key ?? null, score ?? null, PAGE, cursor),
      this.listing.counts(site?.key ?? null),
    ]);
    const { name: brand } = await this.brands.of(site?.key ?? null);
    const name = site?.name ?? this.words.t(language, 'reviews.public.network');
    const address = `${this.config.publicUrl}/reviews/${key}`;
    const t = (word: string, params?: Record<string, number>) => this.words.t(language, word, params);
    return page(
      'reviews/site',
      siteView({ ...found, counts, name, brand, address, path: `/reviews/${key}`, score, t }),
    );
  }
}
