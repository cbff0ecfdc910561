import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import { SurveysService } from '#surveys';
import { BarometerPlanning, refuse } from './barometer-planning.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { FramesRepository } from './frames.repository.ts';
import { obstaclesOf } from './rules/obstacles.ts';
import { namingFault } from './rules/programme-input.ts';
import type { Programme } from './rules/programme.ts';
import { cycleStart, datesFrom, datesOf, placeOf } from './rules/schedule.ts';
import { planWave, wantedPerWave } from './rules/waves-ahead.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

/** From the base of a day to the members of a wave; runs inside the transaction that opens it. */
@Injectable()
export class BarometerDrawing {
  constructor(
    private readonly clock: Clock,
    private readonly surveys: SurveysService,
    private readonly planning: BarometerPlanning,
    private readonly repository: BarometerRepository,
    private readonly frames: FramesRepository,
    private readonly waves: WavesRepository,
  ) {}

  /** The wave, made when it is new; nobody is called up in its cycle until the transaction ends. */
  async hold(programme: Programme, number: number): Promise<WaveEntity> {
    const { key, start, wavesPerCycle, seed } = programme;
    const { cycle } = placeOf(number, wavesPerCycle);
    const cycleId = await this.waves.holdCycle(key, cycle, cycleStart(start, cycle));
    await this.waves.add({ programme: key, cycle: cycleId, number, seed, ...datesOf(programme, number) });
    const wave = await this.repository.wave(key, number);
    if (!wave) throw new Error('a wave that was just made is known');
    return wave;
  }

  /** @throws Problem 409 when nobody can be asked, or for what the planner says makes it impossible. */
  async draw(programme: Programme, wave: WaveEntity): Promise<void> {
    const now = this.clock.now();
    const { id: questionnaireVersion, questions } = await this.surveys.known(programme.questionnaire);
    if (namingFault(programme.kind, questions).length > 0)
      throw Problem.conflict('not-anonymous', 'This questionnaire asks employees who they are.');
    const { cycle, turn } = placeOf(wave.number, programme.wavesPerCycle);
    const inCycle = { id: wave.cycle, number: cycle };
    const { base, excluded, strata, emptied } = await this.planning.frame(programme, inCycle);
    const plan = planWave(programme, strata, wantedPerWave(programme, strata));
    if (plan.sample === 0)
      throw Problem.conflict('nobody-to-ask', 'Nobody is left who could be asked in this wave.', { base, excluded });
    const known = { ...(await this.frames.known(programme.population)), emptied };
    refuse(obstaclesOf(programme, strata, [plan], known));
    const dates = datesFrom(now, programme.spreadDays);
    await this.waves.setDates(wave.id, dates);
    await this.waves.keepStrata(wave.id, plan.strata);
    const keys = strata.map(({ key }) => key);
    await this.frames.lay({ ...programme, cycle: inCycle, now }, keys, turn, programme.wavesPerCycle);
    await this.frames.draw(
      wave,
      plan.strata.map((one) => ({ ...one, inclusionProbability: one.sample / one.population })),
      await this.planning.batches(dates, programme.window),
    );
    await this.waves.keepDraw(wave.id, {
      ...{ base, excluded, questionnaireVersion, drawnAt: now, population: programme.population },
      frameSize: strata.reduce((sum, { population }) => sum + population, 0),
      frameHash: await this.frames.keep(wave.id),
    });
  }
}
