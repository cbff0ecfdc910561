import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { DeliveryErasure } from './delivery-erasure.service.ts';

@Injectable()
export class DeliveryListener {
  constructor(private readonly erasure: DeliveryErasure) {}

  @Hears('delivery.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) if (customer) await this.erasure.forget(customer);
  }
}
