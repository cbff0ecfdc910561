import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import type { Principal } from '#platform/http';
import type { Scale } from '#platform/values';
import {
  CockpitRepository,
  type CasesRow,
  type OpenCasesRow,
  type ReviewsRow,
  type WorkRow,
} from './cockpit.repository.ts';
import { BarometerResultsService, READS_RESULTS, type Headline } from './barometer-results.service.ts';
import { MetricsRepository, type FunnelRow, type ScoreRow } from './metrics.repository.ts';
import { PlacesRepository, type Places } from './places.repository.ts';
import { METRICS, measure, type Metric } from './rules/measure.ts';
import { monthsOf, periodOf, type Period, type PeriodName } from './rules/period.ts';
import { readingOf } from './rules/span.ts';
import { VerbatimsRepository, type Verbatim } from './verbatims.repository.ts';

export type User = Extract<Principal, { kind: 'user' }>;

export interface Choice {
  readonly period: PeriodName;
  readonly site: string | null;
  readonly metric: Metric | null;
}

/** All the figures of the cockpit, as counted; the views say what they mean. */
export interface Figures {
  readonly period: Period;
  readonly site: string | null;
  /** The metric that charts and places are about. */
  readonly metric: Metric;
  readonly places: Places;
  /** By grain of the period and touchpoint. */
  readonly scores: readonly ScoreRow[];
  /** By touchpoint. */
  readonly scoresBefore: readonly ScoreRow[];
  readonly funnel: FunnelRow;
  readonly funnelBefore: FunnelRow;
  /** Of the metric, by site. */
  readonly bySite: readonly ScoreRow[];
  /** Of the metric, by site and month, over twelve months. */
  readonly byMonth: readonly ScoreRow[];
  readonly months: readonly string[];
  readonly cases: CasesRow;
  readonly openCases: readonly OpenCasesRow[];
  readonly verbatims: readonly Verbatim[];
  /** Of all customers, beside what is heard at touchpoints; null for one site, and where no barometer has an answer. `open`: the person may read its results. */
  readonly barometer: (Headline & { readonly open: boolean }) | null;
  readonly work: { readonly cases: WorkRow | null; readonly reviews: ReviewsRow | null };
}

const VERBATIMS = 6;
const WITH_CASES = ['agent', 'supervisor', 'admin'];
const WITH_REVIEWS = ['marketing', 'admin'];
const NOBODY: FunnelRow = { key: {}, sent: 0, delivered: 0, opened: 0, answered: 0 };

@Injectable()
export class CockpitService {
  constructor(
    private readonly clock: Clock,
    private readonly metrics: MetricsRepository,
    private readonly cockpit: CockpitRepository,
    private readonly verbatims: VerbatimsRepository,
    private readonly places: PlacesRepository,
    private readonly barometers: BarometerResultsService,
  ) {}

  async figures(user: User, { period: name, site, metric: chosen }: Choice): Promise<Figures> {
    const now = this.clock.now();
    const period = periodOf(name, now);
    const scores = await this.#scores(period.now, [period.grain, 'touchpoint'], null, site);
    const metric = chosen ?? mostAnswered(scores);
    const [places, rest] = await Promise.all([this.places.all(user.language), this.#of(period, metric, site, now)]);
    const work = await this.#work(user, now);
    const headline = site === null ? await this.barometers.headline() : null;
    const barometer = headline && { ...headline, open: READS_RESULTS.includes(user.role) };
    return { period, site, metric, places, scores, ...rest, barometer, work };
  }

  async #of(period: Period, metric: Metric, site: string | null, now: Date) {
    const year = periodOf('12m', now).now;
    const [scoresBefore, funnel, funnelBefore, bySite, byMonth, cases, openCases, verbatims] = await Promise.all([
      this.#scores(period.before, ['touchpoint'], null, site),
      this.#funnel(period.now, site),
      this.#funnel(period.before, site),
      this.#scores(period.now, ['site'], METRICS[metric], null),
      this.#scores(year, ['site', 'month'], METRICS[metric], null),
      this.cockpit.cases(period.now, site),
      this.cockpit.openCases(now, site),
      this.verbatims.list({ site, ...period.now }, null, VERBATIMS - 1),
    ]);
    const months = monthsOf(year);
    return { scoresBefore, funnel, funnelBefore, bySite, byMonth, months, cases, openCases, verbatims };
  }

  #scores(
    span: { from: Date; to: Date },
    by: ('day' | 'month' | 'touchpoint' | 'site')[],
    scales: readonly Scale[] | null,
    site: string | null,
  ): Promise<ScoreRow[]> {
    return this.metrics.scores({ within: readingOf(span), by, scales, site });
  }

  async #funnel(span: { from: Date; to: Date }, site: string | null): Promise<FunnelRow> {
    const [row] = await this.metrics.funnel({ within: readingOf(span), by: [], scales: null, site });
    return row ?? NOBODY;
  }

  async #work({ id, role, teams }: User, now: Date): Promise<Figures['work']> {
    const reader = { id, teams, all: role === 'admin' };
    return {
      cases: WITH_CASES.includes(role) ? await this.cockpit.work(reader, now) : null,
      reviews: WITH_REVIEWS.includes(role) ? await this.cockpit.reviews(now) : null,
    };
  }
}

function mostAnswered(scores: readonly ScoreRow[]): Metric {
  const tiles = ['nps', 'csat', 'ces'] as const;
  const counts = tiles.map((metric) => ({ metric, n: measure(metric, scores).n }));
  return counts.reduce((most, one) => (one.n > most.n ? one : most)).metric;
}
