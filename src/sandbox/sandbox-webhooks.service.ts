import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import twilio from 'twilio';
import { CONFIG, type Config } from '#platform/config';
import { LOGGER } from '#platform/log';
import { sandboxAccount } from '#platform/sms';

const AT_ONCE = 8;
const RETRY_MS = 500;
const PATIENCE_MS = 15_000;

/** Calls our own webhooks as Twilio does: over HTTP, signed for the public address, tried again once. */
@Injectable()
export class SandboxWebhooks implements OnApplicationShutdown {
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #running = new Set<Promise<void>>();
  #done = 0;
  #closed = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationShutdown(): void {
    this.#closed = true;
    this.#waiting.length = 0;
  }

  /** Soon: the work, which is a few calls in order, waits for its turn. */
  later(work: () => Promise<void>): void {
    this.#waiting.push(work);
    this.#next();
  }

  /** Waits until no call is waiting or under way; gives how many were done since it was last asked. */
  async idle(): Promise<number> {
    while (this.#running.size > 0) await Promise.race(this.#running);
    const done = this.#done;
    this.#done = 0;
    return done;
  }

  /** Gives the status of the answer. @throws when nobody answers. */
  async call(url: string, params: Record<string, string>): Promise<number> {
    const { authToken } = sandboxAccount(this.config);
    const signature = twilio.getExpectedTwilioSignature(authToken, url, params);
    const answer = await fetch(this.#here(url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
        'user-agent': 'TwilioProxy/1.1',
      },
      body: new URLSearchParams(params).toString(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async callTwice(url: string, params: Record<string, string>): Promise<void> {
    for (const attempt of [1, 2]) {
      try {
        const status = await this.call(url, params);
        if (status < 500) return;
      } catch (error) {
        if (attempt === 2) this.log.warn({ err: error }, 'a webhook of the sandbox was not answered');
      }
      if (this.#closed) return;
      await pause(RETRY_MS);
    }
  }

  /** The public address may lead through a proxy that only the world outside can see. */
  #here(url: string): string {
    return url.startsWith(this.config.publicUrl)
      ? `http://127.0.0.1:${this.config.port}${url.slice(this.config.publicUrl.length)}`
      : url;
  }

  #next(): void {
    while (this.#running.size < AT_ONCE) {
      const work = this.#waiting.shift();
      if (!work) return;
      const running = work()
        .catch((error: unknown) => this.log.warn({ err: error }, 'a webhook of the sandbox failed'))
        .finally(() => {
          this.#running.delete(running);
          this.#done += 1;
          this.#next();
        });
      this.#running.add(running);
    }
  }
}
