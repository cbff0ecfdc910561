import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CustomersService, type Customer } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { DeliveryMailbox } from './delivery-mailbox.service.ts';
import { DeliveryService } from './delivery.service.ts';
import { readInbound, type InboundText } from './rules/inbound-text.ts';

/** A text as a provider brings it. */
export interface IncomingText {
  readonly providerId: string;
  /** E.164 */
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

const CHECK_DAYS = 30;
const DAY_MS = 86_400_000;

/** Texts that customers send: what asks to stop, to begin again or for help is done here; the rest is told to whoever listens. */
@Injectable()
export class DeliveryInbound {
  constructor(
    private readonly mailbox: DeliveryMailbox,
    private readonly customers: CustomersService,
    private readonly delivery: DeliveryService,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async take(incoming: IncomingText): Promise<void> {
    await this.db.transaction(() => this.#take(incoming));
  }

  async #take(incoming: IncomingText): Promise<void> {
    const read = readInbound(incoming.text);
    const inbound = await this.mailbox.keep({ id: v7(), ...incoming, at: this.clock.now(), readAs: read.act });
    if (!inbound) return;
    const holders = await this.customers.byPhone(incoming.from);
    await this.#heed(read, holders, incoming.from);
    const says = read.act === 'opt-out' ? read.also !== null : read.act === 'answer' || read.act === 'to-check';
    if (says) {
      const data = { channel: 'sms', inbound: inbound.id };
      await this.facts.record({
        name: 'message.received',
        subject: inbound.id,
        customer: holders[0]?.id ?? null,
        data,
      });
    }
  }

  async #heed({ act }: InboundText, holders: readonly Customer[], from: string): Promise<void> {
    const [holder] = holders;
    if (!holder) return;
    const customer = holder.id;
    switch (act) {
      case 'opt-out':
        await this.customers.optOut({ customer, channel: 'sms', source: 'sms' });
        return this.#answer(holder, 'opt-out-done');
      case 'opt-in':
        await this.customers.optIn({ customer, channel: 'sms', source: 'sms' });
        return this.#answer(holder, 'opt-in-done');
      case 'help': {
        // A machine that answers our answer would be answered for ever.
        const yesterday = new Date(this.clock.now().getTime() - DAY_MS);
        return (await this.mailbox.isFirst(from, act, yesterday)) ? this.#answer(holder, 'help') : undefined;
      }
      case 'to-check': {
        const until = new Date(this.clock.now().getTime() + CHECK_DAYS * DAY_MS);
        return this.customers.suppress({ customer, channel: 'sms', cause: 'to-check', until });
      }
      case 'answer':
      case 'nothing':
        return undefined;
    }
  }

  async #answer({ id, language, site }: Customer, template: string): Promise<void> {
    await this.delivery.send({
      customer: id,
      site,
      channel: 'sms',
      kind: 'conversation',
      template,
      view: {},
      language,
    });
  }
}
