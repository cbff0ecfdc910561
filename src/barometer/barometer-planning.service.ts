import { Injectable } from '@nestjs/common';
import type { QuietOutside, SendWindow } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Problem } from '#platform/http';
import { BarometerExperience } from './barometer-experience.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { FramesRepository } from './frames.repository.ts';
import type { Deviation } from './rules/deviation.ts';
import { ASKS_FIRST, obstaclesOf, type Obstacle } from './rules/obstacles.ts';
import { nextWave, orderObstacles } from './rules/order.ts';
import type { Programme } from './rules/programme.ts';
import { rateOf, type Rate } from './rules/response-rate.ts';
import { marginOf } from './rules/sample-size.ts';
import { batchesOf, datesOf, placeOf, type WaveDates } from './rules/schedule.ts';
import { confidenceOf, marginOverStrata, wavesAhead, type StratumState, type WavePlan } from './rules/waves-ahead.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

export interface PlannedWave extends WavePlan, WaveDates {
  readonly number: number;
  readonly state: WaveEntity['state'];
  /** Days on which messages go out. */
  readonly days: number;
}

export interface Plan {
  readonly cycle: number;
  readonly base: number;
  readonly eligible: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly rates: ReadonlyMap<string, Rate>;
  /** Under Neyman, of the strata of which it is known. */
  readonly deviations: ReadonlyMap<string, Deviation>;
  readonly waves: PlannedWave[];
  readonly obstacles: Obstacle[];
}

/** The frame as it is today. */
export interface Frame {
  readonly base: number;
  readonly excluded: Record<string, number>;
  readonly strata: StratumState[];
  readonly emptied: ReadonlyMap<string, number>;
  readonly rates: Map<string, Rate>;
  readonly deviations: Map<string, Deviation>;
}

/** What a programme would do to the base as it is today, before anything is sent. */
@Injectable()
export class BarometerPlanning {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly programmes: BarometerService,
    private readonly repository: BarometerRepository,
    private readonly experience: BarometerExperience,
    private readonly frames: FramesRepository,
    private readonly waves: WavesRepository,
  ) {}

  /** The cycle under way, or the next one once all of its waves are drawn. @throws Problem 404 */
  async plan(key: string): Promise<Plan> {
    const programme = await this.programmes.known(key);
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const all = await this.repository.waves(key);
      const drawn = all.filter(({ drawnAt }) => drawnAt !== null);
      const next = nextWave(programme, all, now);
      const { cycle, turn } = placeOf(next, programme.wavesPerCycle);
      const cycleId = await this.waves.cycle(key, cycle);
      const { base, excluded, strata, rates, emptied, deviations } = await this.frame(programme, {
        id: cycleId,
        number: cycle,
      });
      const ahead = wavesAhead(programme, strata, programme.wavesPerCycle - turn);
      const quiet = await this.programmes.quiet();
      const planned = ahead.map((wave, n) => plannedWave(wave, next + n, programme, quiet));
      const known = { ...(await this.frames.known(programme.population)), emptied, days: planned[0]?.days };
      const before = drawn.filter(({ cycle: of }) => of === cycleId);
      return {
        cycle,
        base,
        eligible: base - Object.values(excluded).reduce((sum, n) => sum + n, 0),
        excluded,
        ...{ rates, deviations },
        waves: [...(await Promise.all(before.map((wave) => this.#drawnWave(wave, programme, rates)))), ...planned],
        obstacles: [...orderObstacles(next, programme, all, now), ...obstaclesOf(programme, strata, ahead, known)],
      };
    });
  }

  /** When the batches of a wave begin, within the organisation's hours. */
  async batches(dates: Pick<WaveDates, 'opensAt' | 'lastBatchAt'>, window: SendWindow): Promise<Date[]> {
    return batchesOf(dates, window, await this.programmes.quiet());
  }

  /** The base as it is now, inside the caller's transaction. */
  async frame(programme: Programme, cycle: { id: string | null; number: number }): Promise<Frame> {
    const now = this.clock.now();
    const { base, excluded, strata, emptied } = await this.frames.count({ ...programme, cycle, now });
    const owed = cycle.id ? await this.waves.owed(cycle.id) : new Map<string, number>();
    const taught = await this.experience.of(programme, now);
    const rates = new Map(strata.map(({ key }) => [key, taught.rateOf(key)]));
    const spread = new Map(
      strata.flatMap(({ key }) => {
        const found = programme.allocation === 'neyman' ? taught.deviationOf(key) : null;
        return found ? [[key, found] as const] : [];
      }),
    );
    return {
      ...{ base, excluded, emptied, rates, deviations: spread },
      strata: strata.map((one) => ({
        ...one,
        owed: owed.get(one.key) ?? 0,
        rate: rates.get(one.key)?.rate ?? 0,
        deviation: spread.get(one.key)?.deviation,
      })),
    };
  }

  async #drawnWave(wave: WaveEntity, programme: Programme, rates: Frame['rates']): Promise<PlannedWave> {
    const strata = (await this.waves.strata(wave.id)).map((one) => {
      const expectedAnswers = one.sample * (rates.get(one.key) ?? rateOf({})).rate;
      return {
        ...one,
        expectedAnswers,
        expectedMarginOfError: marginOf(expectedAnswers, one.population, confidenceOf(programme)),
      };
    });
    const { number, state, opensAt, lastBatchAt, closesAt } = wave;
    return {
      ...{ number, state, opensAt, lastBatchAt, closesAt, strata, sms: 0, smsMost: 0 },
      sample: strata.reduce((sum, one) => sum + one.sample, 0),
      expectedAnswers: strata.reduce((sum, one) => sum + one.expectedAnswers, 0),
      expectedMarginOfError: marginOverStrata(strata),
      days: (await this.batches(wave, programme.window)).length,
    };
  }
}

/** @throws Problem 409 naming what makes a plan impossible. */
export function refuse(obstacles: readonly Obstacle[]): void {
  const [first] = obstacles.filter(({ blocks }) => blocks);
  if (!first) return;
  throw Problem.conflict(first.code, 'This wave cannot be opened as it is planned.', { obstacles: told(obstacles) });
}

/** @throws Problem 409 naming what is to be confirmed before it is done. */
export function askFirst(obstacles: readonly Obstacle[]): void {
  const asks = obstacles.filter(({ code }) => ASKS_FIRST.includes(code));
  if (asks.length > 0)
    throw Problem.conflict('not-confirmed', 'Opening this wave now is to be confirmed.', { obstacles: told(asks) });
}

function told(obstacles: readonly Obstacle[]) {
  return obstacles.map(({ code, about, blocks, params }) => ({ code, about, blocks, ...params }));
}

/** What a wave was refused for: the obstacle that decided, else the problem itself. */
export function toldIn({ kind, more }: Problem): Pick<Obstacle, 'about' | 'params'> & { readonly code: string } {
  const obstacles = (more['obstacles'] ?? []) as ReturnType<typeof told>;
  const decisive = obstacles.find(({ blocks }) => blocks) ?? obstacles[0];
  if (!decisive) return { code: kind, about: null, params: {} };
  const { code, about, blocks: _, ...params } = decisive;
  return { code, about, params };
}

function plannedWave(wave: WavePlan, number: number, programme: Programme, quiet: QuietOutside): PlannedWave {
  const dates = datesOf(programme, number);
  return {
    ...wave,
    ...dates,
    number,
    state: 'planned',
    days: batchesOf(dates, programme.window, quiet).length,
  };
}
