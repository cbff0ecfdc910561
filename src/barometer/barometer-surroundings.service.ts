import { Injectable } from '@nestjs/common';
import { QuietHours } from '#invitations';
import type { QuietOutside } from '#platform/calendar';
import { BarometerRepository } from './barometer.repository.ts';
import type { Programme } from './rules/programme.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

export interface Surroundings {
  readonly wave: WaveEntity;
  readonly programme: Programme;
  /** The organisation's hours, within which its messages go out. */
  readonly quiet: QuietOutside;
}

/** What the turn of a member depends on, read once for many. */
@Injectable()
export class BarometerSurroundings {
  constructor(
    private readonly programmes: BarometerRepository,
    private readonly waves: WavesRepository,
    private readonly quiet: QuietHours,
  ) {}

  /** The waves and their programmes, by id of the wave. */
  async of(ids: readonly string[]): Promise<(wave: string) => Surroundings> {
    const waves = await this.waves.byIds([...new Set(ids)]);
    const programmes = new Map((await this.programmes.all()).map((one) => [one.key, one]));
    const quiet = await this.quiet.current();
    const around = new Map(
      waves.flatMap((wave) => {
        const programme = programmes.get(wave.programme);
        return programme ? [[wave.id, { wave, programme, quiet }] as const] : [];
      }),
    );
    return (id) => {
      const found = around.get(id);
      if (!found) throw new Error('a member has a wave, and a wave its programme');
      return found;
    };
  }
}
