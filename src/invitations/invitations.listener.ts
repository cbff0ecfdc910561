import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { InvitationsService } from './invitations.service.ts';

@Injectable()
export class InvitationsListener {
  constructor(private readonly invitations: InvitationsService) {}

  @Hears('invitations.erased', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    await this.invitations.cancelOpen(
      facts.flatMap(({ customer }) => customer ?? []),
      'erased',
    );
  }
}
