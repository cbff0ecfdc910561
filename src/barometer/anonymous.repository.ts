import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Scale } from '#platform/values';
import type { Experience } from './rules/response-rate.ts';

/** What was answered, and nothing of who or when. */
export interface AnonymousAnswer {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly metric: Scale | null;
  readonly score: number | null;
  readonly comment: string | null;
  readonly language: string;
}

export interface Place {
  readonly wave: string;
  readonly stratum: string;
}

/** Answers of employees: kept with their wave and stratum, apart from everything that names anybody. */
@Injectable()
export class AnonymousRepository {
  constructor(private readonly db: Database) {}

  /** Of an invitation whose wave is under way; it does not end before the transaction does. */
  async place(invitation: string): Promise<Place | null> {
    const [row] = await this.db.query<Place>(
      `select m.wave_id as wave, m.stratum from wave_member m
       join barometer_wave w on w.id = m.wave_id and w.state in ('open', 'paused')
       where m.invitation_id = $1 for share of w`,
      [invitation],
    );
    return row ?? null;
  }

  async keep({ wave, stratum }: Place, { answers, metric, score, comment, language }: AnonymousAnswer): Promise<void> {
    await this.db.query(
      `insert into anonymous_answer (id, wave_id, stratum, answers, metric, score, comment, language)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), wave, stratum, JSON.stringify(answers), metric, score, comment, language],
    );
  }

  async count(wave: string): Promise<number> {
    const [row] = await this.db.query<{ n: number }>(
      'select count(*)::int as n from anonymous_answer where wave_id = $1',
      [wave],
    );
    return row?.n ?? 0;
  }

  /** Writes the answers of a wave anew in an order drawn by lot: their places in the table tell no longer in which they came. */
  async mix(wave: string): Promise<void> {
    await this.db.query(
      `with old as (delete from anonymous_answer where wave_id = $1 returning *)
       insert into anonymous_answer (id, wave_id, stratum, answers, metric, score, comment, language)
       select gen_random_uuid(), wave_id, stratum, answers, metric, score, comment, language from old order by random()`,
      [wave],
    );
  }

  /** How people asked in waves that are over have answered: each wave with `fewest` answers or more, all together. */
  async experience(programme: string, fewest: number): Promise<Experience> {
    const [row] = await this.db.query<Experience>(
      `select coalesce(sum(invited), 0)::int as invited, coalesce(sum(answered), 0)::int as answered
       from (select (select count(*) from wave_member m where m.wave_id = w.id and m.state = 'invited') as invited,
                    (select count(*) from anonymous_answer a where a.wave_id = w.id) as answered
             from barometer_wave w where w.programme_key = $1 and w.state = 'closed') over
       where answered >= $2`,
      [programme, fewest],
    );
    return row ?? { invited: 0, answered: 0 };
  }
}
