import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { BarometerOpening, openingNotice } from '#barometer';
import { Allow, Caller, Key, schema, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { READS_RESULTS } from './barometer-results.service.ts';
import { CockpitService, type User } from './cockpit.service.ts';
import { TILES } from './cockpit-tiles.views.ts';
import { cockpitView } from './cockpit.views.ts';
import { PERIODS } from './rules/period.ts';
import { writerOf } from './writer.views.ts';

const Blank = Type.Literal('');
const CockpitQuery = schema(
  'CockpitPage',
  Type.Object({
    period: Type.Optional(Type.Union([Type.Enum([...PERIODS]), Blank])),
    site: Type.Optional(Type.Union([Key, Blank])),
    metric: Type.Optional(Type.Union([Type.Enum([...TILES]), Blank])),
  }),
  { coerce: true },
);

@Allow('agent', 'supervisor', 'marketing', 'analyst', 'admin')
@Controller('cockpit')
export class CockpitPagesController {
  constructor(
    private readonly cockpit: CockpitService,
    private readonly opening: BarometerOpening,
    private readonly words: Words,
  ) {}

  @Get()
  async show(
    @Caller() user: User,
    @Query({ schema: CockpitQuery }) { period, site, metric }: SchemaOf<typeof CockpitQuery>,
  ): Promise<PageResult> {
    const choice = { period: period || '90d', site: site || null, metric: metric || null };
    const figures = await this.cockpit.figures(user, choice);
    const near = READS_RESULTS.includes(user.role) ? await this.opening.near() : [];
    const waves = near.flatMap((one) => openingNotice(this.words, user.language, one, true) ?? []);
    return page('insights/cockpit', cockpitView(figures, choice, writerOf(this.words, user.language), waves));
  }
}
