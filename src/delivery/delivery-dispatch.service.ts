import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '#platform/database';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryHandover } from './delivery-handover.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import { DeliveryPreparation } from './delivery-preparation.service.ts';
import type { Door } from './rules/gate.ts';
import type { Message } from './rules/message.ts';

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
    private readonly gate: DeliveryGate,
    private readonly db: Database,
  ) {}

  beforeApplicationShutdown(): void {
    this.#closing = true;
  }

  /** Until nothing is due; gives how many messages it took in hand. */
  async dispatch(): Promise<number> {
    let total = 0;
    while (!this.#closing) {
      let done = 0;
      for (const door of await this.gate.doors()) done += await this.#pass(door);
      if (done === 0) break;
      total += done;
    }
    return total;
  }

  /** Through one door: what waits there, then what falls due, as much of it as its pace allows. */
  async #pass(door: Door): Promise<number> {
    const granted = await this.gate.enter(door, BATCH);
    if (granted === 0) return 0;
    const taken = await this.outbox.takeDue(granted, door);
    await this.outcomes.keep(await this.handover.resume(taken));
    const rest = door.wide ? BATCH : granted - taken.length;
    const { messages, claimed } = await this.#begin(rest, door);
    const used = [...taken.map(({ message }) => message), ...messages];
    await this.gate.settle(
      door,
      granted,
      used.reduce((sum, { segments }) => sum + (segments ?? 1), 0),
    );
    return taken.length + claimed;
  }

  async #begin(limit: number, door: Door): Promise<{ messages: readonly Message[]; claimed: number }> {
    if (limit === 0) return { messages: [], claimed: 0 };
    const begun = await this.db.transaction(() => this.preparation.prepare(limit, door));
    await this.outcomes.keep(await this.handover.offer(begun.messages));
    return begun;
  }
}
