import { Injectable } from '@nestjs/common';
import { actors, Hears, type HeardFact } from '#platform/facts';
import { AnsweringChecksService } from './answering-checks.service.ts';
import { AnsweringConversationsService } from './answering-conversations.service.ts';
import { AnsweringWishesService } from './answering-wishes.service.ts';
import { OwnLinksRepository } from './own-links.repository.ts';

@Injectable()
export class AnsweringListener {
  constructor(
    private readonly conversations: AnsweringConversationsService,
    private readonly wishes: AnsweringWishesService,
    private readonly checks: AnsweringChecksService,
    private readonly own: OwnLinksRepository,
  ) {}

  @Hears('answering.conversation', 'message.received')
  async received(facts: HeardFact<'message.received'>[]): Promise<void> {
    for (const { data } of facts)
      await actors.as('customer', async () => {
        await this.conversations.read(data.inbound);
        await this.wishes.heard(data.inbound);
      });
  }

  @Hears('answering.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) {
      if (!customer) continue;
      await this.checks.forget(customer);
      await this.own.forget(customer);
    }
  }
}
