import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { ResponsesErasureService } from './responses-erasure.service.ts';

@Injectable()
export class ResponsesListener {
  constructor(private readonly erasure: ResponsesErasureService) {}

  @Hears('responses.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) if (customer) await this.erasure.forget(customer);
  }
}
