import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnModuleInit } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Sweeps } from '#platform/queue';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryDue } from './delivery-due.service.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';

const EVERY_MS = 1_000;

@Processor('dispatch', { concurrency: 2 })
export class DeliveryProcessor extends WorkerHost implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
    private readonly due: DeliveryDue,
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
      nextDueAt: () => this.due.nextAt(),
    });
  }

  override async process(): Promise<number> {
    return this.dispatching.dispatch();
  }

  async #sweep(): Promise<number> {
    const due = await this.due.nextAt();
    if (!due || due > this.clock.now()) return 0;
    await this.queue.enqueue();
    return 1;
  }
}
