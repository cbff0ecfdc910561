import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '#platform/database';
import { Problem } from './problem.ts';

/** Attempts counted in the database, so that every process counts the same ones. */
@Injectable()
export class RateLimits {
  readonly #limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly db: Database) {}

  /** @throws Problem 429 with `Retry-After` once `who` has made `points` attempts within `seconds`. */
  async take(what: string, who: string, { points, seconds }: { points: number; seconds: number }): Promise<void> {
    try {
      await this.#limiter(what, points, seconds).consume(who);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const wait = Math.ceil(refusal.msBeforeNext / 1000);
      throw new Problem(429, 'too-many', `Too many attempts; try again in ${wait} s.`, {
        headers: { 'retry-after': String(wait) },
      });
    }
  }

  /** The attempt was rightly made, and does not count. */
  async giveBack(what: string, who: string): Promise<void> {
    await this.#limiters.get(what)?.reward(who);
  }

  #limiter(what: string, points: number, duration: number): RateLimiterPostgres {
    const known = this.#limiters.get(what);
    if (known) return known;
    const query = async ({ text, values }: { text: string; values?: unknown[] }) => {
      const { rows, count } = await this.db.run(text, values);
      return { rows, rowCount: rows.length || count };
    };
    const limiter = new RateLimiterPostgres({
      storeClient: { query },
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: what,
      points,
      duration,
    });
    this.#limiters.set(what, limiter);
    return limiter;
  }
}
