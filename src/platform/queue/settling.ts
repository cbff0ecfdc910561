import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { Sweeps } from './sweeps.ts';

/** Queues whose work a settled platform has finished. */
const QUEUES = ['facts', 'dispatch'] as const;

const POLL_MS = 15;
const PATIENCE_MS = 60_000;

/** Does all that is due and waits until no work is left: for the sandbox's clock and for tests, not for the ordinary run. */
@Injectable()
export class Settling implements BeforeApplicationShutdown {
  #closing = false;

  constructor(
    @Inject(Sweeps) private readonly sweeps: Sweeps,
    private readonly modules: ModuleRef,
  ) {}

  /** Nobody works any more: whoever waits for it to be done would wait in vain. */
  beforeApplicationShutdown(): void {
    this.#closing = true;
  }

  /** @throws when work goes on for more than a minute. */
  async settle(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (!this.#closing && (await this.#sweep()) + (await this.#waiting()) > 0) {
      if (performance.now() > until) throw new Error('The platform did not come to rest within a minute.');
      await this.#idle(until);
    }
  }

  /** The earliest instant at which anything falls due. */
  async nextDueAt(): Promise<Date | null> {
    const dues = await Promise.all(this.sweeps.all().map((sweep) => sweep.nextDueAt()));
    return dues.reduce((first, due) => (due && (!first || due < first) ? due : first), null);
  }

  async #sweep(): Promise<number> {
    let done = 0;
    for (const sweep of this.sweeps.all()) done += await sweep.run();
    return done;
  }

  async #idle(until: number): Promise<void> {
    while (!this.#closing && (await this.#waiting()) > 0 && performance.now() < until) await pause(POLL_MS);
  }

  async #waiting(): Promise<number> {
    const counts = await Promise.all(
      QUEUES.map((name) => this.#queue(name).getJobCountByTypes('waiting', 'active', 'prioritized', 'delayed')),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  #queue(name: string): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }
}
