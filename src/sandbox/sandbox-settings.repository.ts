import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database, Settings } from '#platform/database';

/** What every process of a sandbox must know: how far its clock is ahead, and where its mail server listens. */
@Injectable()
export class SandboxSettings {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** How far the platform's time is ahead of the machine's, in ms. */
  async clockOffset(): Promise<number> {
    return (await this.settings.get<{ offsetMs: number }>('sandbox.clock'))?.offsetMs ?? 0;
  }

  /** Sessions move along: nobody is signed out because the clock was moved. */
  async moveClock(offsetMs: number, byMs: number): Promise<void> {
    await this.db.transaction(async () => {
      await this.settings.set('sandbox.clock', { offsetMs }, this.clock.now());
      await this.db.query(`update session set expires_at = expires_at + make_interval(secs => $1)`, [byMs / 1000]);
    });
  }

  async setMailPort(port: number): Promise<void> {
    await this.settings.set('sandbox.smtp', { port }, this.clock.now());
  }
}
