import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Database } from '#platform/database';
import { DeliveryMailbox, type Inbound } from './delivery-mailbox.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';
import { DeliveryLetters } from './delivery-letters.service.ts';
import type { Letter } from './rules/letter.ts';

/** Messages between customers and us: everything that leaves for them goes through here. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly customers: CustomersService,
    private readonly letters: DeliveryLetters,
    private readonly outbox: DeliveryOutbox,
    private readonly queue: DeliveryQueue,
    private readonly mailbox: DeliveryMailbox,
    private readonly db: Database,
  ) {}

  /** Hands a letter over soon after the caller's transaction, and only then. Null when the customer has no such contact point. */
  async send(letter: Letter): Promise<{ id: string } | null> {
    const to = letter.to ?? (await this.customers.contactPoint(letter.customer, letter.channel));
    if (!to) return null;
    const [message] = await this.outbox.put([await this.letters.compose(letter, to)]);
    this.db.afterCommit(() => this.queue.wake());
    return message ? { id: message.id } : null;
  }

  /** A text that came in. @throws Problem 404 */
  async inbound(id: string): Promise<Inbound> {
    return this.mailbox.inbound(id);
  }

  /** Their words, for who wrote them takes them back; that they came, and when, stays. */
  async forgetTexts(ids: readonly string[]): Promise<void> {
    await this.mailbox.forget(ids);
  }
}
