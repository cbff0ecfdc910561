import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import { Reservations } from '#pressure';
import { BarometerSurroundings, type Surroundings } from './barometer-surroundings.service.ts';
import { MembersRepository, type DueMember } from './members.repository.ts';
import { openingAfter } from './rules/schedule.ts';
import { SubstitutesRepository, type Twin } from './substitutes.repository.ts';

/** Somebody leaves a wave, somebody of the same stratum comes; runs inside the transaction of whoever calls. */
@Injectable()
export class BarometerReplacing {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly around: BarometerSurroundings,
    private readonly substitutes: SubstitutesRepository,
    private readonly members: MembersRepository,
    private readonly reservations: Reservations,
  ) {}

  /** The waves and their programmes, by id of the wave. */
  surroundings(ids: readonly string[]): Promise<(wave: string) => Surroundings> {
    return this.around.of(ids);
  }

  /** Of members whose turn has come, who has become one person with somebody else of the sample. */
  twins(due: readonly DueMember[]): Promise<Twin[]> {
    return this.substitutes.twins(due);
  }

  /** Their turn comes later in the wave, and their place is kept until then. */
  async postpone(member: DueMember, to: Date, reason: string): Promise<void> {
    await this.members.move(member, to, reason, this.clock.now());
    await this.reservations.reserveFor(member.wave, [{ customer: member.customer, plannedFor: to }]);
  }

  /** The reserve is asked at the next opening; once it is used up the place stays empty. */
  async replace(member: DueMember, reason: string): Promise<void> {
    const { wave, programme, quiet } = (await this.surroundings([member.wave]))(member.wave);
    const next = openingAfter(this.clock.now(), programme.window, quiet);
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
