import { AsyncLocalStorage } from 'node:async_hooks';
import { Global, Injectable, Module } from '@nestjs/common';

/** The only source of now. In the sandbox it can be moved forward, so that a quarter can be lived in a minute. */
@Injectable()
export class Clock {
  readonly #told = new AsyncLocalStorage<Date>();
  #offsetMs = 0;

  now(): Date {
    return this.#told.getStore() ?? new Date(Date.now() + this.#offsetMs);
  }

  /** Everything `work` does happens at `instant`: past answers are imported, and a demonstration year told, as they would have come. */
  at<T>(instant: Date, work: () => T): T {
    return this.#told.run(instant, work);
  }

  /**
   * @param offsetMs how far the platform's time is ahead of the machine's.
   * @throws RangeError when it is no number of milliseconds that a date can hold.
   */
  shift(offsetMs: number): void {
    if (Number.isNaN(new Date(Date.now() + offsetMs).getTime()))
      throw new RangeError('The clock cannot show that time.');
    this.#offsetMs = offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }
}

@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
