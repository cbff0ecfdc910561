import { Injectable } from '@nestjs/common';
import { actors, Hears, type HeardFact } from '#platform/facts';
import { AnsweringChecksService } from './answering-checks.service.ts';
import { AnsweringConversationsService } from './answering-conversations.service.ts';

@Injectable()
export class AnsweringListener {
  constructor(
    private readonly conversations: AnsweringConversationsService,
    private readonly checks: AnsweringChecksService,
  ) {}

  @Hears('answering.conversation', 'message.received')
  async received(facts: HeardFact<'message.received'>[]): Promise<void> {
    for (const { data } of facts) await actors.as('customer', () => this.conversations.read(data.inbound));
  }

  @Hears('answering.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) if (customer) await this.checks.forget(customer);
  }
}
