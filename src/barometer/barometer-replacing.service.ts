import { Injectable } from '@nestjs/common';
import { QUIET_OUTSIDE } from '#invitations';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import { Reservations } from '#pressure';
import { BarometerRepository } from './barometer.repository.ts';
import { MembersRepository, type DueMember } from './members.repository.ts';
import type { Programme } from './rules/programme.ts';
import { openingAfter } from './rules/schedule.ts';
import { SubstitutesRepository, type Twin } from './substitutes.repository.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

export interface Surroundings {
  readonly wave: WaveEntity;
  readonly programme: Programme;
}

/** Somebody leaves a wave, somebody of the same stratum comes; runs inside the transaction of whoever calls. */
@Injectable()
export class BarometerReplacing {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly programmes: BarometerRepository,
    private readonly waves: WavesRepository,
    private readonly substitutes: SubstitutesRepository,
    private readonly members: MembersRepository,
    private readonly reservations: Reservations,
  ) {}

  /** The waves and their programmes, by id of the wave. */
  async surroundings(ids: readonly string[]): Promise<(wave: string) => Surroundings> {
    const waves = await this.waves.byIds([...new Set(ids)]);
    const programmes = new Map((await this.programmes.all()).map((one) => [one.key, one]));
    const around = new Map(
      waves.flatMap((wave) => {
        const programme = programmes.get(wave.programme);
        return programme ? [[wave.id, { wave, programme }] as const] : [];
      }),
    );
    return (id) => {
      const found = around.get(id);
      if (!found) throw new Error('a member has a wave, and a wave its programme');
      return found;
    };
  }

  /** Of members whose turn has come, who has become one person with somebody else of the sample. */
  twins(due: readonly DueMember[]): Promise<Twin[]> {
    return this.substitutes.twins(due, this.clock.now());
  }

  /** Their turn comes later in the wave, and their place is kept until then. */
  async postpone(member: DueMember, to: Date, reason: string): Promise<void> {
    await this.members.move(member, to, reason, this.clock.now());
    await this.reservations.reserveFor(member.wave, [{ customer: member.customer, plannedFor: to }]);
  }

  /** The reserve is asked at the next opening; once it is used up the place stays empty. */
  async replace(member: DueMember, reason: string): Promise<void> {
    const { wave, programme } = (await this.surroundings([member.wave]))(member.wave);
    const next = openingAfter(this.clock.now(), programme.window, QUIET_OUTSIDE);
    const by = await this.substitutes.callUp(member, next);
    await this.substitutes.markReplaced(member, by, reason);
    await this.reservations.letGoOf(wave.id, member.customer);
    if (by) await this.reservations.reserveFor(wave.id, [{ customer: by, plannedFor: next }]);
    await this.facts.record({
      name: 'wave.replaced',
      subject: wave.id,
      customer: member.customer,
      data: { programme: wave.programme, wave: wave.number, by, reason },
    });
  }
}
