import { Injectable } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { Reservations } from '#pressure';
import { AnonymousRepository } from './anonymous.repository.ts';
import { MembersRepository } from './members.repository.ts';

/** The places of a wave's people, from its draw to its end; runs inside the transaction of whoever calls. */
@Injectable()
export class BarometerPlaces {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly reservations: Reservations,
    private readonly members: MembersRepository,
    private readonly anonymous: AnonymousRepository,
  ) {}

  /** Whoever waits for their turn is asked nothing ordinary before it. */
  async keep(wave: string): Promise<void> {
    await this.reservations.reserveFor(wave, await this.members.planned(wave));
  }

  /**
   * Nobody waits any more. Of employees nothing more is taken either, and all end alike, answered or not: what may be read from
   * now on changes no more.
   */
  async end(wave: string): Promise<void> {
    await this.members.endWaiting(wave);
    await this.reservations.letGo(wave);
    await this.invitations.close(await this.members.anonymousOf(wave), 'wave-closed');
    await this.anonymous.mix(wave);
  }
}
