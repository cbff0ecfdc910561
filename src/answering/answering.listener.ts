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

  /** A text that cannot be read is tried again, and holds up no other. */
  @Hears('answering.conversation', 'message.received')
  async received(facts: HeardFact<'message.received'>[]): Promise<void> {
    const failed: unknown[] = [];
    for (const { data } of facts)
      await actors.as('customer', () => this.#hear(data.inbound)).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${facts.length} texts were not read.`);
  }

  @Hears('answering.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    for (const { customer } of facts) {
      if (!customer) continue;
      await this.checks.forget(customer);
      await this.own.forget(customer);
    }
  }

  async #hear(inbound: string): Promise<void> {
    await this.conversations.read(inbound);
    await this.wishes.heard(inbound);
  }
}
