import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { BarometerFollowing } from './barometer-following.service.ts';

@Injectable()
export class BarometerListener {
  constructor(private readonly following: BarometerFollowing) {}

  @Hears('barometer.invitations', 'invitation.moved')
  async moved(facts: HeardFact<'invitation.moved'>[]): Promise<void> {
    await this.following.follow(facts.map(({ subject, at, data }) => ({ invitation: subject, at, ...data })));
  }

  @Hears('barometer.erased', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    await this.following.forget(facts.flatMap(({ customer }) => customer ?? []));
  }
}
