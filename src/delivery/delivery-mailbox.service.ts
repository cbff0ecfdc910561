import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { Vault } from '#platform/crypto';
import { Problem } from '#platform/http';
import { DeliveryInboundRepository } from './delivery-inbound.repository.ts';
import { readInbound } from './rules/inbound-text.ts';

/** What a customer wrote to us by SMS. */
export interface Inbound {
  readonly id: string;
  /** E.164 */
  readonly phone: string;
  /** What is to be read as an answer: of "2 STOP", the 2. */
  readonly text: string;
  /** It may ask to stop: a person has to read it. */
  readonly isToCheck: boolean;
  readonly at: Date;
  /** Ids of everyone who holds this number. */
  readonly customers: string[];
}

interface NewInbound {
  readonly id: string;
  readonly providerId: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly at: Date;
  readonly readAs: string;
}

/** Texts of customers, sealed on the way in, opened on the way out. */
@Injectable()
export class DeliveryMailbox {
  constructor(
    private readonly repository: DeliveryInboundRepository,
    private readonly customers: CustomersService,
    private readonly vault: Vault,
  ) {}

  /** Null when it came before: providers repeat themselves. */
  async keep({ from, to, text, ...kept }: NewInbound): Promise<{ id: string } | null> {
    const sealed = {
      contactKey: this.vault.blindIndex(from),
      sender: this.vault.seal(from),
      body: this.vault.seal(text),
    };
    const isNew = await this.repository.insert({ ...kept, ...sealed, recipient: to });
    return isNew ? { id: kept.id } : null;
  }

  /** Whether no other text of this number was read so since. */
  async isFirst(from: string, readAs: string, since: Date): Promise<boolean> {
    return (await this.repository.count(this.vault.blindIndex(from), readAs, since)) <= 1;
  }

  /** Whom the last text to a number was written to, whatever number they have now. */
  async lastWrittenTo(phone: string): Promise<Customer | null> {
    const id = await this.repository.lastWrittenTo(this.vault.blindIndex(phone));
    return (id && (await this.customers.byIds([id])).get(id)) || null;
  }

  /** Nothing is left to read of them. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.repository.emptyBodies(ids);
  }

  /** Without words once they are erased. @throws Problem 404 */
  async inbound(id: string): Promise<Inbound> {
    const row = await this.repository.byId(id);
    if (!row) throw Problem.notFound('message', id);
    const phone = this.#opened(row.sender);
    const said = this.#opened(row.body);
    const read = readInbound(said);
    const holders = await this.customers.byPhone(phone);
    return {
      id,
      phone,
      text: (read.act === 'opt-out' && read.also) || said,
      isToCheck: read.act === 'to-check',
      at: row.at,
      customers: holders.map((holder) => holder.id),
    };
  }

  #opened(sealed: Buffer): string {
    return sealed.length > 0 ? this.vault.open(sealed) : '';
  }
}
