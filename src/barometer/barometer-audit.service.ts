import { Injectable } from '@nestjs/common';
import { Problem } from '#platform/http';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { FramesRepository } from './frames.repository.ts';
import { MembersRepository } from './members.repository.ts';
import { placeOf } from './rules/schedule.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

/** What a draw can be proved with: the frame it was made from, what was wanted, and who was drawn. */
@Injectable()
export class BarometerAudit {
  constructor(
    private readonly programmes: BarometerService,
    private readonly repository: BarometerRepository,
    private readonly waves: WavesRepository,
    private readonly frames: FramesRepository,
    private readonly members: MembersRepository,
  ) {}

  /**
   * The whole draw as lines of JSON, for `npm run barometer:redraw`: first what it was made with, then the frame in blocks of
   * ids, then everybody drawn. People are ids: it names nobody.
   * @throws Problem 404 unknown, 409 not drawn yet
   */
  async export(key: string, number: number): Promise<AsyncGenerator<string>> {
    const { wavesPerCycle } = await this.programmes.known(key);
    const wave = await this.repository.wave(key, number);
    if (!wave) throw Problem.notFound('wave', String(number));
    if (!wave.drawnAt) throw Problem.conflict('not-drawn', 'This wave has not been drawn.', { state: wave.state });
    return this.#lines(wave, wavesPerCycle);
  }

  async *#lines(wave: WaveEntity, wavesPerCycle: number): AsyncGenerator<string> {
    const { cycle, turn } = placeOf(wave.number, wavesPerCycle);
    yield line({
      ...{ programme: wave.programme, wave: wave.number, cycle, turn, wavesPerCycle, seed: wave.seed },
      ...{ drawnAt: wave.drawnAt, base: wave.base, excluded: wave.excluded },
      ...{ frameHash: wave.frameHash, frameSize: wave.frameSize },
      strata: (await this.waves.strata(wave.id)).map(({ quota: _, ...stratum }) => stratum),
    });
    for (let n = 0; ; n += 1) {
      const block = await this.frames.block(wave.id, n);
      if (!block) break;
      yield line({ ...block, customers: idsOf(block.customers) });
    }
    for await (const member of this.members.drawn(wave.id)) yield line(member);
  }
}

const ID = 16;

function idsOf(packed: Buffer): string[] {
  return Array.from({ length: packed.length / ID }, (_, n) =>
    packed.toString('hex', n * ID, (n + 1) * ID).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
