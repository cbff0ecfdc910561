import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { SitesService } from '#customers';
import {
  Allow,
  Caller,
  FormErrors,
  NO_FAULTS,
  ORGANISATION_ZONE,
  schema,
  seeOther,
  type FormFaults,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { draftRules, explainRules, PressureService, readRules, rowsOf, type RuleForm } from '#pressure';
import { policyForm } from './policy-sentence.views.ts';
import { PERIODS, type Period, type PeriodName } from './rules/period.ts';
import { SimulationsService } from './simulations.service.ts';
import { adoptionView, datesOf, simulationRow, simulationView } from './simulations.views.ts';
import { TouchpointsService } from './touchpoints.service.ts';
import { namesOf } from './touchpoints.views.ts';

type User = Extract<Principal, { kind: 'user' }>;
interface Typed {
  readonly period: PeriodName;
  readonly from: string;
  readonly to: string;
}

const ById = schema('SimulationById', Type.Object({ id: Type.String({ format: 'uuid' }) }));
const From = schema('SimulationFrom', Type.Object({ from: Type.Optional(Type.String({ format: 'uuid' })) }));
const HERE = '/pressure/simulations';

/** What another policy would have changed: asked for, left, and found again. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('pressure/simulations')
export class SimulationsPagesController {
  constructor(
    private readonly simulations: SimulationsService,
    private readonly pressure: PressureService,
    private readonly touchpoints: TouchpointsService,
    private readonly sites: SitesService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async list(@Caller() user: User): Promise<PageResult> {
    const latest = await this.simulations.latest();
    return page('pressure/simulations', { rows: latest.map((one) => simulationRow(this.#reader(user), one)) });
  }

  /** A copy of the policy in force, or of an earlier draft with its period. */
  @Get('new')
  async form(@Caller() user: User, @Query({ schema: From }) { from }: SchemaOf<typeof From>): Promise<PageResult> {
    if (from !== undefined) {
      const earlier = await this.simulations.one(from);
      return this.#form(user, rowsOf(earlier.draft), { period: 'chosen', ...datesOf(earlier, ORGANISATION_ZONE) });
    }
    const { rules } = await this.pressure.policy();
    const dates = datesOf(this.simulations.period('quarter', '', '') as Period, ORGANISATION_ZONE);
    return this.#form(user, rowsOf(rules), { period: 'quarter', ...dates });
  }

  /** The form as it stands, with a rule more or less. */
  @Post('new/draft')
  @HttpCode(200)
  redraw(@Caller() user: User, @Body() body: unknown): Promise<PageResult> {
    return this.#form(user, draftRules(body), typedOf(body));
  }

  @Post('new')
  async request(@Caller() user: User, @Body() body: unknown) {
    const typed = typedOf(body);
    const { rows, rules, errors } = readRules(body);
    const period = this.simulations.period(typed.period, typed.from, typed.to);
    const wrong = period
      ? []
      : [{ name: 'from', message: this.words.t(user.language, 'pressure.simulation.wrongPeriod') }];
    const { list, of } = explainRules(this.forms, user.language, errors);
    const faults = { list: [...wrong, ...list], of: { ...of, ...(wrong[0] && { from: wrong[0].message }) } };
    if (!rules || !period) return this.#form(user, rows, typed, faults);
    const id = await this.simulations.request(rules, period.from, period.to, user.id);
    return seeOther(`${HERE}/${id}`);
  }

  @Get(':id')
  async show(@Caller() user: User, @Param({ schema: ById }) { id }: SchemaOf<typeof ById>): Promise<PageResult> {
    const simulation = await this.simulations.one(id);
    const names = namesOf(user.language, await this.touchpoints.all());
    const view = simulationView(this.#reader(user), simulation, names, await this.sites.names());
    return page('pressure/simulation', { ...view, mayAdopt: user.role === 'admin' }, { fragment: '_simulation' });
  }

  /** What would change, before it does. */
  @Allow('admin')
  @Get(':id/adopt')
  async confirm(@Caller() user: User, @Param({ schema: ById }) { id }: SchemaOf<typeof ById>): Promise<PageResult> {
    const names = namesOf(user.language, await this.touchpoints.all());
    const current = await this.pressure.policy();
    return page('pressure/adopt', adoptionView(this.#reader(user), await this.simulations.one(id), current, names));
  }

  @Allow('admin')
  @Post(':id/adopt')
  async adopt(@Param({ schema: ById }) { id }: SchemaOf<typeof ById>) {
    const { version } = await this.simulations.adopt(id);
    return seeOther('/pressure', { word: 'pressure.simulation.adopt.done', params: { version } });
  }

  async #form(
    user: User,
    rows: readonly RuleForm[],
    typed: Typed,
    faults: FormFaults = NO_FAULTS,
  ): Promise<PageResult> {
    const { language } = user;
    const periods = PERIODS.map((value) => ({
      value,
      label: this.words.t(language, `pressure.simulation.periods.${value}`),
      hint: null,
    }));
    const names = namesOf(language, await this.touchpoints.all());
    const view = {
      ...policyForm({ ...this.#reader(user), names, faults }, rows, `${HERE}/new/draft`),
      ...typed,
      periods,
      wrong: faults.of['from'] ?? null,
    };
    return page('pressure/simulate', view, { status: faults.list.length > 0 ? 422 : 200, fragment: '_rules' });
  }

  #reader({ language }: User) {
    return { words: this.words, language, zone: ORGANISATION_ZONE };
  }
}

function typedOf(body: unknown): Typed {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '').trim();
  return {
    period: PERIODS.find((name) => name === text('period')) ?? 'chosen',
    from: text('from'),
    to: text('to'),
  };
}
