import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';

/** What every process of a sandbox must know: how far its clock is ahead, and where its mail server listens. */
@Injectable()
export class SandboxSettings {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** How far the platform's time is ahead of the machine's, in ms. */
  async clockOffset(): Promise<number> {
    const [row] = await this.db.query<{ value: { offsetMs: number } }>(
      `select value from setting where key = 'sandbox.clock'`,
    );
    return row?.value.offsetMs ?? 0;
  }

  /** Sessions move along: nobody is signed out because the clock was moved. */
  async moveClock(offsetMs: number, byMs: number): Promise<void> {
    await this.db.transaction(async () => {
      await this.#set('sandbox.clock', { offsetMs });
      await this.db.query(`update session set expires_at = expires_at + make_interval(secs => $1)`, [byMs / 1000]);
    });
  }

  async setMailPort(port: number): Promise<void> {
    await this.#set('sandbox.smtp', { port });
  }

  async #set(key: string, value: object): Promise<void> {
    await this.db.query(
      `insert into setting (key, value, changed_at) values ($1, $2, $3)
       on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
      [key, JSON.stringify(value), this.clock.now()],
    );
  }
}
