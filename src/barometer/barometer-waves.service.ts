import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Problem } from '#platform/http';
import { BarometerDrawing } from './barometer-drawing.service.ts';
import { BarometerMoves } from './barometer-moves.service.ts';
import { askFirst, refuse } from './barometer-planning.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { farthestWave, orderObstacles } from './rules/order.ts';
import { WavesRepository } from './waves.repository.ts';
import type { WaveEntity } from './wave.entity.ts';

/** A wave from its draw to its end. */
@Injectable()
export class BarometerWaves {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly programmes: BarometerService,
    private readonly repository: BarometerRepository,
    private readonly drawing: BarometerDrawing,
    private readonly moves: BarometerMoves,
    private readonly waves: WavesRepository,
  ) {}

  /**
   * Draws the wave and begins to ask; a paused one goes on where it stopped. Waves of one programme are opened one at a time.
   * @param confirmed whoever opens knows that another is still open, or that it is early; a program does
   * @throws Problem 404; 409 when it is open or closed already, out of its order, not confirmed, or impossible as it is planned
   */
  async open(key: string, number: number, { confirmed = true } = {}): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.hold(key);
      const programme = await this.programmes.known(key);
      if (programme.state === 'ended')
        throw Problem.conflict('archived', 'This barometer is archived: it opens no more waves.');
      const now = this.clock.now();
      const all = await this.repository.waves(key);
      if (number > farthestWave(programme, all, now)) throw Problem.notFound('wave', String(number));
      if (!all.some((one) => one.number === number && one.drawnAt !== null)) {
        const obstacles = orderObstacles(number, programme, all, now);
        refuse(obstacles);
        if (!confirmed) askFirst(obstacles);
      }
      const wave = await this.drawing.hold(programme, number);
      if (!(await this.moves.open(wave, programme.window))) throw notNow(wave, ['planned', 'paused']);
      if (wave.drawnAt === null) await this.drawing.draw(programme, wave);
      await this.moves.keepPlaces(wave.id);
    });
  }

  /** Nothing goes out until it is opened again; what was sent can be answered. @throws Problem 404, 409 */
  async pause(key: string, number: number, reason = 'by-hand'): Promise<void> {
    await this.#change(key, number, 'paused', (wave) => this.moves.pause(wave, reason));
  }

  /** For good. @throws Problem 404, 409 */
  async close(key: string, number: number): Promise<void> {
    await this.#change(key, number, 'closed', (wave) => this.moves.close(wave, 'by-hand'));
  }

  /** Ends waves whose weeks are over. @returns how many. */
  async closeOverdue(): Promise<number> {
    return this.db.transaction(async () => {
      const overdue = await this.waves.overdue(this.clock.now());
      for (const wave of overdue) await this.moves.close(wave, 'over');
      return overdue.length;
    });
  }

  nextEndAt(): Promise<Date | null> {
    return this.waves.nextEndAt();
  }

  /** Said twice, it is done once. */
  async #change(
    key: string,
    number: number,
    to: 'paused' | 'closed',
    change: (wave: WaveEntity) => Promise<boolean>,
  ): Promise<void> {
    const { wavesPerCycle } = await this.programmes.known(key);
    await this.db.transaction(async () => {
      const wave = await this.waves.lock(key, number);
      if (!wave) throw unopened(number, wavesPerCycle);
      if (wave.state !== to && !(await change(wave)))
        throw notNow(wave, to === 'paused' ? ['open'] : ['open', 'paused']);
    });
  }
}

function unopened(number: number, wavesPerCycle: number): Problem {
  return number <= wavesPerCycle
    ? Problem.conflict('not-open', 'This wave has not been opened.', { state: 'planned', allowed: ['open', 'paused'] })
    : Problem.notFound('wave', String(number));
}

function notNow({ state }: WaveEntity, allowed: readonly string[]): Problem {
  return Problem.conflict(`wave-${state}`, `This wave is ${state}.`, { state, allowed });
}
