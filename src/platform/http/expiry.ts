import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';

const HOUR_MS = 3_600_000;
/** A client that has not sent its write again within two days will not. */
const RETRIED_WITHIN_MS = 48 * HOUR_MS;

/** What is over is forgotten: sessions, counted attempts, answers kept for writes that are sent again. */
@Injectable()
export class Expiry implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    // Nobody waits for it, so the sandbox's clock does not stop for it.
    const nextDueAt = async () => null;
    this.sweeps.add({ name: 'platform.expiry', everyMs: HOUR_MS, run: () => this.#forget(), nextDueAt });
  }

  async #forget(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - RETRIED_WITHIN_MS);
    const gone = await Promise.all([
      this.db.run('delete from session where expires_at <= now()'),
      this.db.run('delete from rate_limit where expire < extract(epoch from now()) * 1000'),
      this.db.run('delete from idempotency_key where created_at < $1', [before]),
    ]);
    return gone.reduce((sum, { count }) => sum + count, 0);
  }
}
