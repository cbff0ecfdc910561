import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { InteractionsService } from './interactions.service.ts';

@Injectable()
export class InteractionsListener {
  constructor(private readonly interactions: InteractionsService) {}

  @Hears('interactions.erased', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    await this.interactions.forget(facts.flatMap(({ customer }) => customer ?? []));
  }
}
