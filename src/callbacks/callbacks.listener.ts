import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { CallbacksErasure } from './callbacks-erasure.service.ts';
import { CallbacksLetters } from './callbacks-letters.service.ts';

@Injectable()
export class CallbacksListener {
  constructor(
    private readonly letters: CallbacksLetters,
    private readonly erasure: CallbacksErasure,
  ) {}

  @Hears('callbacks.letters', 'case.escalated')
  async escalated(facts: HeardFact<'case.escalated'>[]): Promise<void> {
    for (const fact of facts) await this.letters.tell(fact);
  }

  @Hears('callbacks.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) if (customer) await this.erasure.forget(customer);
  }
}
