import { Injectable } from '@nestjs/common';
import { QUIET_OUTSIDE } from '#invitations';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import { SurveysService } from '#surveys';
import { BarometerPlanning } from './barometer-planning.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { FramesRepository } from './frames.repository.ts';
import type { Programme } from './rules/programme.ts';
import { batchesOf, cycleStart, datesFrom, datesOf, placeOf } from './rules/schedule.ts';
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

  /** The wave, made when it is new; nobody else opens or draws one of its cycle until the transaction ends. @throws Problem 404 */
  async hold(programme: Programme, number: number): Promise<WaveEntity> {
    const { key, start, wavesPerCycle, seed } = programme;
    const last = (await this.repository.waves(key)).at(-1)?.number ?? 0;
    if (number > last + wavesPerCycle) throw Problem.notFound('wave', String(number));
    const { cycle } = placeOf(number, wavesPerCycle);
    const cycleId = await this.waves.holdCycle(key, cycle, cycleStart(start, cycle));
    await this.waves.add({ programme: key, cycle: cycleId, number, seed, ...datesOf(programme, number) });
    const wave = await this.repository.wave(key, number);
    if (!wave) throw new Error('a wave that was just made is known');
    return wave;
  }

  /** @throws Problem 409 when nobody can be asked. */
  async draw(programme: Programme, wave: WaveEntity): Promise<void> {
    const now = this.clock.now();
    const { cycle, turn } = placeOf(wave.number, programme.wavesPerCycle);
    const { base, excluded, strata } = await this.planning.frame(programme, { id: wave.cycle, number: cycle });
    const plan = planWave(programme, strata, wantedPerWave(programme, strata));
    if (plan.sample === 0)
      throw Problem.conflict('nobody-to-ask', 'Nobody is left who could be asked in this wave.', { base, excluded });
    const dates = datesFrom(now, programme.spreadDays);
    await this.waves.setDates(wave.id, dates);
    await this.waves.keepStrata(wave.id, plan.strata);
    await this.frames.draw(
      { id: wave.id, cycle: wave.cycle, turn, wavesPerCycle: programme.wavesPerCycle },
      plan.strata.map((one) => ({ ...one, inclusionProbability: one.sample / one.population })),
      batchesOf(dates, programme.window, QUIET_OUTSIDE),
    );
    const { id: questionnaireVersion } = await this.surveys.known(programme.questionnaire);
    await this.waves.keepDraw(wave.id, {
      ...{ base, excluded, questionnaireVersion, drawnAt: now },
      frameSize: strata.reduce((sum, { population }) => sum + population, 0),
      frameHash: await this.frames.keep(wave.id),
    });
  }
}
