import { Injectable } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import type { SendWindow } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import { BarometerPlaces } from './barometer-places.service.ts';
import { BarometerSpacing } from './barometer-spacing.service.ts';
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
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly invitations: InvitationsService,
    private readonly waves: WavesRepository,
    private readonly members: MembersRepository,
    private readonly spacing: BarometerSpacing,
    private readonly places: BarometerPlaces,
  ) {}

  /** A pause makes no rush: batches and reminders go on where they stopped. */
  async open(wave: Wave, window: SendWindow): Promise<boolean> {
    if (!(await this.#move(wave, 'open', null))) return false;
    if (wave.state !== 'paused') return true;
    const now = this.clock.now();
    await this.spacing.respace(wave, window, now);
    await this.invitations.resume(await this.members.invitedOf(wave.id), now);
    return true;
  }

  /** Whoever waits for their turn is asked nothing ordinary before it. */
  async keepPlaces(wave: string): Promise<void> {
    await this.places.keep(wave);
  }

  /** What has not gone out is taken back, and nobody is reminded. */
  async pause(wave: Wave, reason: string): Promise<boolean> {
    if (!(await this.#move(wave, 'paused', reason))) return false;
    await this.#takeBack(wave);
    return true;
  }

  /** Whoever was not asked is asked no more, nor reminded; answers to what was sent still come in, but for employees'. */
  async close(wave: Wave, reason: string): Promise<boolean> {
    if (!(await this.#move(wave, 'closed', reason))) return false;
    await this.#takeBack(wave);
    await this.places.end(wave.id);
    return true;
  }

  async #takeBack({ id }: Wave): Promise<void> {
    const invited = await this.members.invitedOf(id);
    await this.members.putBack(await this.invitations.withdraw(invited, TAKEN_BACK));
    await this.invitations.pause(invited, this.clock.now());
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
