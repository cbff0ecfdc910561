import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { QuietOutside } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Database, Settings } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid } from '#platform/http';
import { faultsOfQuiet, UNSET } from './rules/quiet-hours.ts';

const QUIET_HOURS = 'quiet-hours';

/** The organisation's days and hours, the only door to them: outside of them nobody is asked, whatever a touchpoint says. */
@Injectable()
export class QuietHours {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly settings: Settings,
  ) {}

  async current(): Promise<QuietOutside> {
    return (await this.settings.get<QuietOutside>(QUIET_HOURS)) ?? UNSET;
  }

  /**
   * What waits is moved when its turn comes, not now: each message is looked at again before it goes.
   * @throws Problem 422 naming the field at fault, as where the charter's hours are exceeded.
   */
  async set({ days, from, to, holidays }: QuietOutside): Promise<void> {
    const faults = faultsOfQuiet({ days, from, to, holidays });
    if (faults.length > 0) throw invalid(...faults);
    const quiet = { days: [...new Set(days)].sort((a, b) => a - b), from, to, holidays };
    await this.db.transaction(async () => {
      if (isDeepStrictEqual(await this.current(), quiet)) return;
      await this.settings.set(QUIET_HOURS, quiet, this.clock.now());
      await this.facts.record({ name: 'setting.changed', subject: QUIET_HOURS, data: { key: QUIET_HOURS } });
    });
  }
}
