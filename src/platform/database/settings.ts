import { Injectable } from '@nestjs/common';
import { Database } from './database.ts';

/** What is set for the whole organisation, or known to all of its processes: one JSON value a key. The only door to its table. */
@Injectable()
export class Settings {
  constructor(private readonly db: Database) {}

  /** Null: nobody set it. */
  async get<Value>(key: string): Promise<Value | null> {
    const [row] = await this.db.query<{ value: Value }>('select value from setting where key = $1', [key]);
    return row?.value ?? null;
  }

  async set(key: string, value: unknown, at: Date): Promise<void> {
    await this.db.query(
      `insert into setting (key, value, changed_at) values ($1, $2, $3)
       on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
      [key, JSON.stringify(value), at],
    );
  }

  /** When it was last set; null: never. */
  async changedAt(key: string): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date }>('select changed_at as at from setting where key = $1', [key]);
    return row?.at ?? null;
  }
}
