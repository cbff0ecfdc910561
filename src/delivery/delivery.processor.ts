import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Sweeps } from '#platform/queue';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';

const EVERY_MS = 1_000;

@Processor('dispatch', { concurrency: 2 })
export class DeliveryProcessor extends WorkerHost implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
    private readonly invitations: InvitationsService,
    private readonly repository: DeliveryRepository,
    private readonly queue: DeliveryQueue,
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
    const [invitation, message] = await Promise.all([this.invitations.nextDueAt(), this.repository.nextDueAt()]);
    return !invitation || (message && message < invitation) ? message : invitation;
  }
}
