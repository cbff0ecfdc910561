import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Sweeps } from '#platform/queue';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';

import type { Door } from './rules/gate.ts';

const EVERY_MS = 1_000;

@Processor('dispatch', { concurrency: 2 })
export class DeliveryProcessor extends WorkerHost implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
    private readonly invitations: InvitationsService,
    private readonly repository: DeliveryRepository,
    private readonly queue: DeliveryQueue,
    private readonly gate: DeliveryGate,
    private readonly dispatching: DeliveryDispatch,
  ) {
    super();
  }

  onModuleInit(): void {
    this.sweeps.add({
      name: 'delivery.due',
      everyMs: EVERY_MS,
      run: () => this.#sweep(),
      nextDueAt: () => this.#nextDueAt(),
    });
  }

  override async process(): Promise<number> {
    return this.dispatching.dispatch();
  }

  async #sweep(): Promise<number> {
    const due = await this.#nextDueAt();
    if (!due || due > this.clock.now()) return 0;
    await this.queue.enqueue();
    return 1;
  }

  async #nextDueAt(): Promise<Date | null> {
    const dues = await Promise.all((await this.gate.doors()).map((door) => this.#dueAt(door)));
    return earliest(dues);
  }

  /** Nothing goes before its door opens. */
  async #dueAt(door: Door): Promise<Date | null> {
    const dues = await Promise.all([this.invitations.nextDueAt(door), this.repository.nextDueAt(door)]);
    const due = earliest(dues);
    return due && due < door.opensAt ? door.opensAt : due;
  }
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((first, date) => (date && (!first || date < first) ? date : first), null);
}
