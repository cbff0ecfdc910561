import { Injectable } from '@nestjs/common';
import type { QuietOutside } from '#platform/calendar';
import { Database } from '#platform/database';

export const QUIET_HOURS = 'quiet-hours';

@Injectable()
export class QuietHoursRepository {
  constructor(private readonly db: Database) {}

  async kept(): Promise<QuietOutside | null> {
    const [row] = await this.db.query<{ value: QuietOutside }>('select value from setting where key = $1', [
      QUIET_HOURS,
    ]);
    return row?.value ?? null;
  }

  async keep(quiet: QuietOutside, at: Date): Promise<void> {
    await this.db.query(
      `insert into setting (key, value, changed_at) values ($1, $2, $3)
       on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
      [QUIET_HOURS, JSON.stringify(quiet), at],
    );
  }
}
