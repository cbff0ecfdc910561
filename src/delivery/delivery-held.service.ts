import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { DeliveryInquiry } from './delivery-inquiry.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import type { HeldMessage } from './delivery-doubts.repository.ts';
import type { Message } from './rules/message.ts';

export interface Held extends HeldMessage {
  /** Null when the customer is gone. */
  readonly name: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHOWN = 100;

/** Mails that the server may or may not have taken, and of which nobody can find out: a person decides what is done. */
@Injectable()
export class DeliveryHeld {
  constructor(
    private readonly outbox: DeliveryOutbox,
    private readonly outcomes: DeliveryOutcomes,
    private readonly inquiry: DeliveryInquiry,
    private readonly customers: CustomersService,
    private readonly facts: Facts,
    private readonly db: Database,
  ) {}

  /** The oldest first. */
  async list(): Promise<Held[]> {
    const held = await this.outbox.held(SHOWN);
    const customers = await this.customers.byIds(held.map(({ customer }) => customer));
    return held.map((one) => {
      const { firstName = null, lastName = null } = customers.get(one.customer) ?? {};
      return { ...one, name: [firstName, lastName].filter(Boolean).join(' ') || null };
    });
  }

  /** It did not go: it is sent again, in its hours, if it still may. @throws Problem 404, 409 when it is held no more. */
  async sendAgain(id: string): Promise<void> {
    await this.#decide(id, 'again', (message) => this.outcomes.keep([{ message, result: 'not-offered' }]));
  }

  /** It went. @throws Problem 404, 409 when it is held no more. */
  async went(id: string): Promise<void> {
    await this.#decide(id, 'went', (message) => this.outcomes.keep([this.inquiry.went(message)]));
  }

  async #decide(id: string, decision: 'again' | 'went', settle: (message: Message) => Promise<void>): Promise<void> {
    if (!UUID.test(id)) throw Problem.notFound('message', id);
    await this.db.transaction(async () => {
      const message = await this.outbox.lockHeld(id);
      if (!message) throw Problem.conflict('not-held', 'This message is not held: its fate is known by now.');
      const { customer, channel } = message;
      await this.facts.record({ name: 'message.decided', subject: id, customer, data: { channel, decision } });
      await settle(message);
    });
  }
}
