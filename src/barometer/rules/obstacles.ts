import type { Programme } from './programme.ts';
import { wantedPerWave, type StratumState, type WavePlan } from './waves-ahead.ts';

/** What makes a plan impossible, or less than it seems. */
export interface Obstacle {
  readonly code:
    | 'empty-base'
    | 'unknown-segment'
    | 'unknown-site'
    | 'target-above-base'
    | 'cycle-above-base'
    | 'empty-strata'
    | 'floor-above-stratum'
    | 'floors-above-target'
    | 'too-few-answers'
    | 'no-reserve'
    | 'earlier-not-drawn'
    | 'cycle-not-over'
    | 'cycle-over'
    | 'wave-still-open'
    | 'early'
    | 'population-changed'
    | 'no-deviations'
    | 'margin-missed'
    | 'never-asked'
    | 'short-wave';
  /** What it is about: a stratum, a segment; none for the whole. */
  readonly about: string | null;
  readonly params: Readonly<Record<string, number>>;
  /** Whether the plan cannot be carried out as it is written. */
  readonly blocks: boolean;
}

type Wishes = Pick<Programme, 'target' | 'floor' | 'population' | 'minimumGroup' | 'allocation'>;

interface Known {
  readonly segments: readonly string[];
  readonly sites: readonly string[];
  /** Strata of the population of whom nobody at all can be asked, with how many they are. */
  readonly emptied: ReadonlyMap<string, number>;
  /** Days on which messages of the next wave go out; left out where only what blocks matters. */
  readonly days?: number | undefined;
}

/** A wave is sent over at least so many working days (domain 1.9). */
const FEWEST_DAYS = 5;
/** What rounding to whole people may cost a margin. */
const NEARLY = 0.0005;

/** Wishes to be asked before they are gone against: opening anyway is then meant. */
export const ASKS_FIRST: readonly Obstacle['code'][] = ['wave-still-open', 'early'];

/** @param waves those still to be drawn in the cycle; @param known values that customers of the base really have. */
export function obstaclesOf(
  programme: Wishes,
  strata: readonly StratumState[],
  waves: readonly WavePlan[],
  known: Known,
): Obstacle[] {
  const population = sum(strata.map((one) => one.population));
  if (population === 0) return [obstacle('empty-base', null, {}, true), ...unknownValues(programme, known)];
  return [
    ...unknownValues(programme, known),
    ...ofTheWhole(programme, strata, waves, population),
    ...ofTheMargin(programme, waves[0]),
    ...ofTheCycle(strata, waves),
    ...(known.days !== undefined && known.days < FEWEST_DAYS
      ? [obstacle('short-wave', null, { days: known.days, fewest: FEWEST_DAYS })]
      : []),
    ...[...known.emptied].map(([key, people]) => obstacle('empty-strata', key, { population: people })),
    ...strata.flatMap((stratum, n) => ofStratum(programme, stratum, waves[0]?.strata[n])),
  ];
}

function unknownValues({ population: { segments = [], sites = [] } }: Wishes, known: Known): Obstacle[] {
  return [
    ...segments.filter((one) => !known.segments.includes(one)).map((one) => obstacle('unknown-segment', one)),
    ...sites.filter((one) => !known.sites.includes(one)).map((one) => obstacle('unknown-site', one)),
  ];
}

function ofTheWhole(
  programme: Wishes,
  strata: readonly StratumState[],
  waves: readonly WavePlan[],
  population: number,
): Obstacle[] {
  const wanted = wantedPerWave(programme, strata);
  const available = sum(strata.map((one) => one.available));
  const floors = sum(strata.map((one) => Math.min(programme.floor, one.available)));
  const first = waves[0];
  return [
    ...(wanted > population ? [obstacle('target-above-base', null, { wanted, population }, true)] : []),
    ...(wanted <= population && wanted * waves.length > available
      ? [obstacle('cycle-above-base', null, { wanted: wanted * waves.length, available })]
      : []),
    ...(floors > wanted ? [obstacle('floors-above-target', null, { floors, wanted }, true)] : []),
    ...(programme.allocation === 'neyman' && strata.every(({ deviation }) => deviation === undefined)
      ? [obstacle('no-deviations', null)]
      : []),
    ...(first && first.sample > 0 && sum(first.strata.map((one) => one.reserve)) === 0
      ? [obstacle('no-reserve', null)]
      : []),
  ];
}

function ofTheMargin({ target }: Wishes, wave: WavePlan | undefined): Obstacle[] {
  if (!('marginOfError' in target) || !wave || wave.expectedMarginOfError <= target.marginOfError + NEARLY) return [];
  const points = (share: number) => Math.round(share * 1000) / 10;
  const params = { asked: points(target.marginOfError), planned: points(wave.expectedMarginOfError) };
  return [obstacle('margin-missed', null, params)];
}

/** Everyone may be asked once a cycle; who will not be, when the waves are smaller than that. */
function ofTheCycle(strata: readonly StratumState[], waves: readonly WavePlan[]): Obstacle[] {
  const left = sum(strata.map((one) => one.available)) - sum(waves.map((one) => one.sample));
  return left > 0 && waves.length > 0 ? [obstacle('never-asked', null, { people: left })] : [];
}

function ofStratum(
  { floor, minimumGroup }: Wishes,
  { key, population, available }: StratumState,
  plan: WavePlan['strata'][number] | undefined,
): Obstacle[] {
  if (available === 0) return [obstacle('empty-strata', key, { population })];
  if (floor > population) return [obstacle('floor-above-stratum', key, { floor, population })];
  const answers = plan ? Math.round(plan.expectedAnswers) : 0;
  return answers < minimumGroup ? [obstacle('too-few-answers', key, { answers, minimum: minimumGroup })] : [];
}

function obstacle(
  code: Obstacle['code'],
  about: string | null,
  params: Obstacle['params'] = {},
  blocks = false,
): Obstacle {
  return { code, about, params, blocks };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
