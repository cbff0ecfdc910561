import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Refusal } from './rules/opening.ts';

/** Why waves could not open by themselves. */
@Injectable()
export class OpeningsRepository {
  constructor(private readonly db: Database) {}

  /** By programme; what was refused before the programme was changed is to be tried again, and left out. */
  async refusals(): Promise<Map<string, Refusal>> {
    const rows = await this.db.query<Refusal & { programme: string }>(
      `select r.programme_key as programme, r.wave, r.reason, r.about, r.params, r.try_at as "tryAt"
       from barometer_refusal r join barometer_programme p on p.key = r.programme_key and p.updated_at <= r.at`,
    );
    return new Map(rows.map(({ programme, ...refusal }) => [programme, refusal]));
  }

  /** @returns whether it is news: another wave, or another reason. */
  async refuse(programme: string, { wave, reason, about, params, tryAt }: Refusal, at: Date): Promise<boolean> {
    const [row] = await this.db.query<{ known: boolean }>(
      `with before as (select wave, reason from barometer_refusal where programme_key = $1),
       kept as (
         insert into barometer_refusal (programme_key, wave, reason, about, params, at, try_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (programme_key) do update set wave = excluded.wave, reason = excluded.reason, about = excluded.about,
           params = excluded.params, at = excluded.at, try_at = excluded.try_at)
       select exists (select from before where wave = $2 and reason = $3) as known`,
      [programme, wave, reason, about, JSON.stringify(params), at, tryAt],
    );
    return !row?.known;
  }
}
