import { Injectable } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { Facts } from '#platform/facts';
import { Reservations } from '#pressure';
import { MembersRepository } from './members.repository.ts';
import type { WaveState } from './rules/lifecycle.ts';
import { TAKEN_BACK } from './rules/member.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

type Wave = Pick<WaveEntity, 'id' | 'programme' | 'number' | 'state'>;

/** Every move of a wave, what it does to its people, and its fact; runs inside the transaction of whoever calls. */
@Injectable()
export class BarometerMoves {
  constructor(
    private readonly facts: Facts,
    private readonly invitations: InvitationsService,
    private readonly waves: WavesRepository,
    private readonly members: MembersRepository,
    private readonly reservations: Reservations,
  ) {}

  /** Who waited goes on waiting as long as they had to: a pause makes no rush. */
  async open(wave: Wave, now: Date): Promise<boolean> {
    if (!(await this.#move(wave, 'open', null))) return false;
    if (wave.state === 'paused') await this.waves.shift(wave.id, await this.members.shift(wave.id, now));
    return true;
  }

  /** Whoever waits for their turn is asked nothing ordinary before it. */
  async keepPlaces(wave: string): Promise<void> {
    await this.reservations.reserveFor(wave, await this.members.planned(wave));
  }

  /** What has not gone out is taken back. */
  async pause(wave: Wave, reason: string): Promise<boolean> {
    if (!(await this.#move(wave, 'paused', reason))) return false;
    await this.#takeBack(wave);
    return true;
  }

  /** Whoever was not asked is asked no more; answers to what was sent still come in. */
  async close(wave: Wave, reason: string): Promise<boolean> {
    if (!(await this.#move(wave, 'closed', reason))) return false;
    await this.#takeBack(wave);
    await this.members.endWaiting(wave.id);
    await this.reservations.letGo(wave.id);
    return true;
  }

  async #takeBack({ id }: Wave): Promise<void> {
    await this.members.putBack(await this.invitations.withdraw(await this.members.invitedOf(id), TAKEN_BACK));
  }

  async #move({ id, programme, number, state }: Wave, to: WaveState, reason: string | null): Promise<boolean> {
    if (!(await this.waves.move(id, to, reason))) return false;
    await this.facts.record({
      name: 'wave.moved',
      subject: id,
      data: { programme, wave: number, from: state, to, reason },
    });
    return true;
  }
}
