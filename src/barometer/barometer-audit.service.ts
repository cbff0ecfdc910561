import { Injectable } from '@nestjs/common';
import { Problem } from '#platform/http';
import { UsersService } from '#users';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { MembersRepository } from './members.repository.ts';
import { placeOf } from './rules/schedule.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

export interface Opener {
  readonly kind: 'user' | 'key' | 'system';
  /** Of a member of staff. */
  readonly name: string | null;
}

/** What a draw can be proved with: the frame it was made from, what was wanted, and who was drawn. */
@Injectable()
export class BarometerAudit {
  constructor(
    private readonly programmes: BarometerService,
    private readonly repository: BarometerRepository,
    private readonly waves: WavesRepository,
    private readonly members: MembersRepository,
    private readonly users: UsersService,
  ) {}

  /** Who opened a wave: a member of staff by name, `key` for a program, `system`; null until it is opened. */
  async openedBy(wave: string | null): Promise<Opener | null> {
    const [kind, id] = ((wave && (await this.waves.openedBy(wave))) ?? '').split(':');
    if (!kind) return null;
    const user = kind === 'user' && id ? await this.users.byId(id) : null;
    return { kind: kind === 'user' || kind === 'key' ? kind : 'system', name: user?.name ?? null };
  }

  /**
   * The whole draw as lines of JSON, for `npm run barometer:redraw`: first what it was made with, then the frame in blocks of
   * digests, beside the external id of whoever was not erased since; then everybody drawn, by digest.
   * @throws Problem 404 unknown, 409 not drawn yet, or drawn before digests were kept
   */
  async export(key: string, number: number): Promise<AsyncGenerator<string>> {
    const { wavesPerCycle } = await this.programmes.known(key);
    const wave = await this.repository.wave(key, number);
    if (!wave) throw Problem.notFound('wave', String(number));
    if (!wave.drawnAt) throw Problem.conflict('not-drawn', 'This wave has not been drawn.', { state: wave.state });
    if ((await this.waves.block(wave.id, 0))?.digests === null)
      throw Problem.conflict('drawn-otherwise', 'This wave was drawn by an earlier release, which kept no digests.');
    return this.#lines(wave, wavesPerCycle);
  }

  async *#lines(wave: WaveEntity, wavesPerCycle: number): AsyncGenerator<string> {
    const { cycle, turn } = placeOf(wave.number, wavesPerCycle);
    yield line({
      ...{ programme: wave.programme, wave: wave.number, cycle, turn, wavesPerCycle, seed: wave.seed },
      ...{ digest: DIGEST_OF, drawnAt: wave.drawnAt, base: wave.base, excluded: wave.excluded },
      ...{ frameHash: wave.frameHash, frameSize: wave.frameSize },
      strata: (await this.waves.strata(wave.id)).map(({ quota: _, ...stratum }) => stratum),
    });
    for (let n = 0; ; n += 1) {
      const block = await this.waves.block(wave.id, n);
      if (!block?.digests) break;
      yield line({ ...block, digests: digestsOf(block.digests) });
    }
    for await (const member of this.members.drawn(wave.id)) yield line(member);
  }
}

const BYTES = 16;
/** Said in every export: with it and the seed, a digest is counted by hand. */
const DIGEST_OF = `first ${BYTES} bytes of SHA-256(seed|cycle|externalId)`;

function digestsOf(packed: Buffer): string[] {
  return Array.from({ length: packed.length / BYTES }, (_, n) => packed.toString('hex', n * BYTES, (n + 1) * BYTES));
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
