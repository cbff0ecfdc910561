import { Injectable } from '@nestjs/common';
import { QUIET_OUTSIDE } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { FramesRepository } from './frames.repository.ts';
import { obstaclesOf, type Obstacle } from './rules/obstacles.ts';
import type { Programme } from './rules/programme.ts';
import { rateOf, type Rate } from './rules/response-rate.ts';
import { marginOf } from './rules/sample-size.ts';
import { batchesOf, datesOf, placeOf, type WaveDates } from './rules/schedule.ts';
import { marginOverStrata, wavesAhead, type StratumState, type WavePlan } from './rules/waves-ahead.ts';
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
  readonly waves: PlannedWave[];
  readonly obstacles: Obstacle[];
}

/** The frame as it is today. */
export interface Frame {
  readonly base: number;
  readonly excluded: Record<string, number>;
  readonly strata: StratumState[];
  readonly rates: Map<string, Rate>;
}

const DAY_MS = 86_400_000;
/** By then, most of those who answer have. */
const SETTLED_DAYS = 7;

/** What a programme would do to the base as it is today, before anything is sent. */
@Injectable()
export class BarometerPlanning {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly programmes: BarometerService,
    private readonly repository: BarometerRepository,
    private readonly frames: FramesRepository,
    private readonly waves: WavesRepository,
  ) {}

  /** The cycle under way, or the next one once all of its waves are drawn. @throws Problem 404 */
  async plan(key: string): Promise<Plan> {
    const programme = await this.programmes.known(key);
    return this.db.transaction(async () => {
      const drawn = (await this.repository.waves(key)).filter(({ drawnAt }) => drawnAt !== null);
      const next = Math.max(0, ...drawn.map(({ number }) => number)) + 1;
      const { cycle, turn } = placeOf(next, programme.wavesPerCycle);
      const cycleId = await this.waves.cycle(key, cycle);
      const { base, excluded, strata, rates } = await this.frame(programme, { id: cycleId, number: cycle });
      const ahead = wavesAhead(programme, strata, programme.wavesPerCycle - turn);
      const known = await this.frames.known(programme.population);
      const before = drawn.filter(({ cycle: of }) => of === cycleId);
      return {
        cycle,
        base,
        eligible: base - Object.values(excluded).reduce((sum, n) => sum + n, 0),
        excluded,
        rates,
        waves: [
          ...(await Promise.all(before.map((wave) => this.#drawnWave(wave, programme, rates)))),
          ...ahead.map((wave, n) => plannedWave(wave, next + n, programme)),
        ],
        obstacles: obstaclesOf(programme, strata, ahead, known),
      };
    });
  }

  /** Lays the base out for a draw, inside the caller's transaction, and counts it. */
  async frame(programme: Programme, cycle: { id: string | null; number: number }): Promise<Frame> {
    const now = this.clock.now();
    await this.frames.build({ ...programme, cycle, now });
    const { base, excluded } = await this.frames.excluded();
    const owed = cycle.id ? await this.waves.owed(cycle.id) : new Map<string, number>();
    const experience = await this.waves.experience(programme.key, new Date(now.getTime() - SETTLED_DAYS * DAY_MS));
    const all = [...experience.values()];
    const whole = {
      invited: all.reduce((sum, one) => sum + one.invited, 0),
      answered: all.reduce((sum, one) => sum + one.answered, 0),
    };
    const strata = await this.frames.strata();
    const rates = new Map(strata.map(({ key }) => [key, rateOf(experience.get(key), whole)]));
    return {
      ...{ base, excluded, rates },
      strata: strata.map((one) => ({
        ...one,
        owed: owed.get(one.key) ?? 0,
        rate: rates.get(one.key)?.rate ?? 0,
      })),
    };
  }

  async #drawnWave(wave: WaveEntity, programme: Programme, rates: Frame['rates']): Promise<PlannedWave> {
    const strata = (await this.waves.strata(wave.id)).map((one) => {
      const expectedAnswers = one.sample * (rates.get(one.key) ?? rateOf(undefined, { invited: 0, answered: 0 })).rate;
      return { ...one, expectedAnswers, expectedMarginOfError: marginOf(expectedAnswers, one.population) };
    });
    const { number, state, opensAt, lastBatchAt, closesAt } = wave;
    return {
      ...{ number, state, opensAt, lastBatchAt, closesAt, strata, sms: 0 },
      sample: strata.reduce((sum, one) => sum + one.sample, 0),
      expectedAnswers: strata.reduce((sum, one) => sum + one.expectedAnswers, 0),
      expectedMarginOfError: marginOverStrata(strata),
      days: batchesOf(wave, programme.window, QUIET_OUTSIDE).length,
    };
  }
}

function plannedWave(wave: WavePlan, number: number, programme: Programme): PlannedWave {
  const dates = datesOf(programme, number);
  return {
    ...wave,
    ...dates,
    number,
    state: 'planned',
    days: batchesOf(dates, programme.window, QUIET_OUTSIDE).length,
  };
}
