import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { DeliveryErasure } from './delivery-erasure.service.ts';

@Injectable()
export class DeliveryListener {
  constructor(private readonly erasure: DeliveryErasure) {}

  @Hears('delivery.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    const customers = facts.flatMap(({ customer }) => customer ?? []);
    let inHand = 0;
    for (const customer of customers) inHand += await this.erasure.forget(customer);
    // Heard again later, when the provider's answer is known.
    if (inHand > 0) throw new Error(`${inHand} messages to people who are forgotten are in the provider's hands.`);
  }
}
