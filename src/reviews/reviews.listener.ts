import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { ReviewsErasure } from './reviews-erasure.service.ts';

@Injectable()
export class ReviewsListener {
  constructor(private readonly erasure: ReviewsErasure) {}

  @Hears('reviews.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) if (customer) await this.erasure.forget(customer);
  }
}
