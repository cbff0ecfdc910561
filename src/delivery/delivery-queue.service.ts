import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { LOGGER } from '#platform/log';

/** Asks some worker to send what is due. */
@Injectable()
export class DeliveryQueue {
  constructor(
    @InjectQueue('dispatch') private readonly queue: Queue,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Soon; a call that is lost costs at most one sweep. */
  wake(): void {
    this.enqueue().catch((error: unknown) =>
      this.log.warn({ err: error }, 'a dispatch was not queued; the next sweep will'),
    );
  }

  /** Jobs that wait for a worker, and those that one has in hand. */
  async depth(): Promise<{ waiting: number; active: number }> {
    const { waiting = 0, active = 0 } = await this.queue.getJobCounts('waiting', 'active');
    return { waiting, active };
  }

  /** One waiting job is enough: whoever takes it sends all that is due. */
  async enqueue(): Promise<void> {
    if ((await this.queue.getWaitingCount()) === 0) await this.queue.add('dispatch', {}, { attempts: 1 });
  }
}
