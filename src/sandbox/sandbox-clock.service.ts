import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { FactRelay } from '#platform/facts';
import { Problem } from '#platform/http';
import { Settling } from '#platform/queue';
import { nextStop, widthOfStops } from './rules/stops.ts';
import { SandboxSettings } from './sandbox-settings.repository.ts';
import { SandboxWebhooks } from './sandbox-webhooks.service.ts';

const POLL_MS = 1_000;
/** Ten years of sweeps, done one by one, would not end in the life of a request. */
const FARTHEST_MS = 2 * 366 * 86_400_000;

/** The hands of the platform's clock: moved forward event by event, so that what falls due on the way is done at its time. */
@Injectable()
export class SandboxClock implements OnModuleInit, OnApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #moving: Promise<unknown> = Promise.resolve();
  #busy = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    private readonly settings: SandboxSettings,
    private readonly settling: Settling,
    private readonly relay: FactRelay,
    private readonly webhooks: SandboxWebhooks,
  ) {}

  async onModuleInit(): Promise<void> {
    this.clock.shift(await this.settings.clockOffset());
    this.#timer = setInterval(() => void this.#follow(), POLL_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** When something next falls due. */
  async nextDueAt(): Promise<Date | null> {
    return this.settling.nextDueAt();
  }

  /**
   * Moves to the target, or as far as now when it has passed, and does all that falls due. One way at a time.
   * @throws Problem 422 when the target has passed (what was sent cannot be unsent), or is over two years ahead.
   */
  async moveTo(target: (now: Date) => Date): Promise<Date> {
    const way = this.#moving.then(() => {
      const now = this.clock.now();
      return this.#go(now, target(now));
    });
    this.#moving = way.catch(() => undefined);
    return way;
  }

  async #go(start: Date, target: Date): Promise<Date> {
    if (target < start) throw new Problem(422, 'past', 'The clock goes forward only.');
    if (!(target.getTime() - start.getTime() <= FARTHEST_MS))
      throw new Problem(422, 'too-far', 'The clock moves by two years at a time at most.');
    this.#busy += 1;
    try {
      await this.#walk(start, target);
      await this.#set(target);
      await this.#settle();
    } finally {
      this.#busy -= 1;
    }
    return this.clock.now();
  }

  async #walk(start: Date, target: Date): Promise<void> {
    const width = widthOfStops(target.getTime() - start.getTime());
    let stuck = 0;
    for (;;) {
      const now = this.clock.now();
      const next = await this.settling.nextDueAt();
      const stop = nextStop(now, next, target, { width, stuck });
      if (!stop) return;
      stuck = next && next <= now ? stuck + 1 : 0;
      await this.#set(stop);
      await this.#settle();
    }
  }

  /** Until nothing is due, no webhook is under way and no fact unheard. */
  async #settle(): Promise<void> {
    for (;;) {
      const { handed } = this.relay;
      await this.settling.settle();
      const called = await this.webhooks.idle();
      await this.relay.drain();
      if (called === 0 && this.relay.handed === handed) return;
    }
  }

  /** Other processes read the hands once a second: they are given that time. */
  async #set(at: Date): Promise<void> {
    const before = this.clock.offsetMs;
    const offset = Math.max(before, before + at.getTime() - this.clock.now().getTime());
    this.clock.shift(offset);
    await this.settings.moveClock(offset, offset - before);
    if (this.config.role !== 'all') await pause(POLL_MS + 200);
  }

  async #follow(): Promise<void> {
    if (this.#busy > 0) return;
    try {
      const offset = await this.settings.clockOffset();
      if (this.#busy === 0 && offset > this.clock.offsetMs) this.clock.shift(offset);
    } catch (error) {
      process.emitWarning(`The sandbox's clock was not read: ${String(error)}`);
    }
  }
}
