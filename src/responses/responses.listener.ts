import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { ResponsesService } from './responses.service.ts';

@Injectable()
export class ResponsesListener {
  constructor(private readonly responses: ResponsesService) {}

  @Hears('responses.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    await this.responses.forget(facts.flatMap(({ customer }) => customer ?? []));
  }
}
