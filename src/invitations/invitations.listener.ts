import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { InvitationsWaiting } from './invitations-waiting.service.ts';
import { InvitationsService } from './invitations.service.ts';

@Injectable()
export class InvitationsListener {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly waiting: InvitationsWaiting,
  ) {}

  @Hears('invitations.erased', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    await this.invitations.cancelOpen(
      facts.flatMap(({ customer }) => customer ?? []),
      'erased',
    );
  }

  @Hears('invitations.callbacks', 'case.moved')
  async caseMoved(facts: HeardFact[]): Promise<void> {
    await this.waiting.wake(facts.flatMap(({ customer }) => customer ?? []));
  }

  @Hears('invitations.policy', 'policy.changed')
  async policyChanged(): Promise<void> {
    await this.waiting.wakeAll();
  }
}
