import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '#platform/database';
import { DeliveryHandover } from './delivery-handover.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import { DeliveryPreparation } from './delivery-preparation.service.ts';

const BATCH = 100;

/**
 * Sends what is due. The order keeps a message from being lost or sent twice, whenever the process ends:
 * the invitation is claimed and its message written in one transaction, then the provider is called, then the outcome is kept.
 */
@Injectable()
export class DeliveryDispatch implements BeforeApplicationShutdown {
  #closing = false;

  constructor(
    private readonly preparation: DeliveryPreparation,
    private readonly outbox: DeliveryOutbox,
    private readonly handover: DeliveryHandover,
    private readonly outcomes: DeliveryOutcomes,
    private readonly db: Database,
  ) {}

  beforeApplicationShutdown(): void {
    this.#closing = true;
  }

  /** Until nothing is due; gives how many messages it took in hand. */
  async dispatch(): Promise<number> {
    let total = 0;
    while (!this.#closing) {
      const done = (await this.#resume()) + (await this.#begin());
      if (done === 0) break;
      total += done;
    }
    return total;
  }

  async #resume(): Promise<number> {
    const taken = await this.outbox.takeDue(BATCH);
    await this.outcomes.keep(await this.handover.resume(taken));
    return taken.length;
  }

  async #begin(): Promise<number> {
    const { messages, claimed } = await this.db.transaction(() => this.preparation.prepare(BATCH));
    await this.outcomes.keep(await this.handover.offer(messages));
    return claimed;
  }
}
