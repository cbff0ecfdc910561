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

  /** A number that nobody holds any more is heeded as well: whoever has it got our text. */
  async #heed({ act }: InboundText, holders: readonly Customer[], from: string): Promise<void> {
    const [holder] = holders;
    const contact = { to: from, channel: 'sms', source: 'sms' } as const;
    switch (act) {
      case 'opt-out':
        await (holder
          ? this.customers.optOut({ customer: holder.id, channel: 'sms', source: 'sms' })
          : this.customers.optOutContact(contact));
        return this.#answer(from, holder, 'opt-out-done');
      case 'opt-in':
        await (holder
          ? this.customers.optIn({ customer: holder.id, channel: 'sms', source: 'sms' })
          : this.customers.optInContact(contact));
        return this.#answer(from, holder, 'opt-in-done');
      case 'help': {
        // A machine that answers our answer would be answered for ever.
        const yesterday = new Date(this.clock.now().getTime() - DAY_MS);
        return (await this.mailbox.isFirst(from, act, yesterday)) ? this.#answer(from, holder, 'help') : undefined;
      }
      case 'to-check': {
        const until = new Date(this.clock.now().getTime() + CHECK_DAYS * DAY_MS);
        return this.customers.suppressContact({ to: from, channel: 'sms', cause: 'to-check', until });
      }
      case 'answer':
      case 'nothing':
        return undefined;
    }
  }

  /** To the number that wrote, in the language of who holds it, else of who was last written to there; to a stranger nothing. */
  async #answer(to: string, holder: Customer | undefined, template: string): Promise<void> {
    const reader = holder ?? (await this.mailbox.lastWrittenTo(to));
    if (!reader) return;
    const { id: customer, language, site } = reader;
    await this.delivery.send({
      customer,
      site,
      channel: 'sms',
      to,
      kind: 'conversation',
      template,
      view: {},
      language,
    });
  }
}
