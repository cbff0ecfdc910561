import { Controller, Get, Param } from '@nestjs/common';
import { SitesService } from '#customers';
import { Allow, Caller, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { BarometerCosts } from './barometer-costs.service.ts';
import { BarometerOpening } from './barometer-opening.service.ts';
import { BarometerPlanning } from './barometer-planning.service.ts';
import { BarometerService } from './barometer.service.ts';
import { ByKey } from './barometer.schemas.ts';
import { openingNotice } from './opening.views.ts';
import { planView } from './planner.views.ts';
import { mayEdit } from './programmes.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

/** Who may open the screen of the prices of texts. */
const SEES_PRICES: readonly string[] = ['supervisor', 'admin'];

/** What a programme would do, before anything is sent. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('barometers/:key')
export class PlannerPagesController {
  constructor(
    private readonly programmes: BarometerService,
    private readonly planning: BarometerPlanning,
    private readonly costs: BarometerCosts,
    private readonly opening: BarometerOpening,
    private readonly sites: SitesService,
    private readonly words: Words,
  ) {}

  @Get()
  async show(
    @Caller() { language, role }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
  ): Promise<PageResult> {
    const programme = await this.programmes.known(key);
    const plan = await this.planning.plan(key);
    const cost = await this.costs.ofPlan(programme, plan);
    const ahead = await this.opening.aheadOf(key);
    return page('barometer/plan', {
      ...planView(this.words, language, { programme, plan, cost, sites: await this.sites.names() }),
      opening: ahead && openingNotice(this.words, language, ahead, false),
      mayEdit: mayEdit(role),
      seesPrices: SEES_PRICES.includes(role),
    });
  }
}
