import { Global, Injectable, Module } from '@nestjs/common';

/** The only source of now. In the sandbox it can be moved forward, so that a quarter can be lived in a minute. */
@Injectable()
export class Clock {
  #offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** @param offsetMs how far the platform's time is ahead of the machine's. */
  shift(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }
}

@Global()
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
