import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Clock } from '#platform/clock';
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
import { explainRules, PressureService, readRules, rowsOf, rulesForm } from '#pressure';
import { PERIODS, periodOf, typedPeriod, type Period, type PeriodName } from './rules/period.ts';
import { SimulationsService } from './simulations.service.ts';
import { datesOf, simulationRow, simulationView } from './simulations.views.ts';
import { TouchpointsService } from './touchpoints.service.ts';

type User = Extract<Principal, { kind: 'user' }>;
interface Typed {
  readonly period: PeriodName;
  readonly from: string;
  readonly to: string;
}

const ById = schema('SimulationById', Type.Object({ id: Type.String({ format: 'uuid' }) }));
const HERE = '/pressure/simulations';

/** What another policy would have changed: asked for, left, and found again. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('pressure/simulations')
export class SimulationsPagesController {
  constructor(
    private readonly simulations: SimulationsService,
    private readonly pressure: PressureService,
    private readonly touchpoints: TouchpointsService,
    private readonly clock: Clock,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async list(@Caller() user: User): Promise<PageResult> {
    const latest = await this.simulations.latest();
    return page('pressure/simulations', { rows: latest.map((one) => simulationRow(this.#reader(user), one)) });
  }

  @Get('new')
  async form(@Caller() user: User): Promise<PageResult> {
    const { rules } = await this.pressure.policy();
    const dates = datesOf(this.#periodOf({ period: 'quarter', from: '', to: '' }) as Period, ORGANISATION_ZONE);
    return this.#form(user, rowsOf(rules), { period: 'quarter', ...dates });
  }

  @Post('new')
  async request(@Caller() user: User, @Body() body: unknown) {
    const typed = typedOf(body);
    const { rows, rules, errors } = readRules(body);
    const period = this.#periodOf(typed);
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
    const touchpoints = new Map((await this.touchpoints.all()).map((touchpoint) => [touchpoint.key, touchpoint]));
    return page('pressure/simulation', simulationView(this.#reader(user), simulation, touchpoints), {
      fragment: '_simulation',
    });
  }

  #form(
    { language }: User,
    rows: Parameters<typeof rulesForm>[2],
    typed: Typed,
    faults: FormFaults = NO_FAULTS,
  ): PageResult {
    const periods = PERIODS.map((value) => ({
      value,
      label: this.words.t(language, `pressure.simulation.periods.${value}`),
      hint: null,
    }));
    const view = {
      ...rulesForm(this.words, language, rows, faults),
      ...typed,
      periods,
      wrong: faults.of['from'] ?? null,
    };
    return page('pressure/simulate', view, { status: faults.list.length > 0 ? 422 : 200 });
  }

  #periodOf({ period, from, to }: Typed): Period | null {
    const now = this.clock.now();
    return periodOf(period, now, ORGANISATION_ZONE) ?? typedPeriod(from, to, now, ORGANISATION_ZONE);
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
