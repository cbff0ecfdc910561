import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { ConnectorsIntake } from './connectors-intake.service.ts';
import { InteractionsService } from './interactions.service.ts';

@Injectable()
export class InteractionsListener {
  constructor(
    private readonly interactions: InteractionsService,
    private readonly connectors: ConnectorsIntake,
  ) {}

  @Hears('interactions.erased', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    const customers = facts.flatMap(({ customer }) => customer ?? []);
    await this.connectors.forget(customers);
    await this.interactions.forget(customers);
  }
}
