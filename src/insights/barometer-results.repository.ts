import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { WaveData } from './rules/wave-data.ts';

export interface ProgrammeRow {
  readonly key: string;
  readonly name: string;
  readonly kind: 'customers' | 'employees';
  readonly strata: string[];
  readonly minimumGroup: number;
}

export interface WaveRow {
  readonly id: string;
  readonly number: number;
  readonly state: 'planned' | 'open' | 'paused' | 'closed';
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly questionnaireVersion: string;
  /** Records known at the draw, and those left out of it by reason. */
  readonly base: number | null;
  readonly excluded: Readonly<Record<string, number>> | null;
}

/** An invitation `i` that arrived, as far as is known. */
export const ARRIVED = `i.sent_at is not null and i.status not in ('bounced', 'failed')`;

/** What waves asked and were answered. */
@Injectable()
export class BarometerResultsRepository {
  constructor(private readonly db: Database) {}

  async programme(key: string): Promise<ProgrammeRow | null> {
    const [row] = await this.db.query<ProgrammeRow>(
      `select key, name, kind, strata, minimum_group as "minimumGroup" from barometer_programme where key = $1`,
      [key],
    );
    return row ?? null;
  }

  /** Of the customers, whose wave opened last. */
  async latest(): Promise<ProgrammeRow | null> {
    const [row] = await this.db.query<ProgrammeRow>(
      `select p.key, p.name, p.kind, p.strata, p.minimum_group as "minimumGroup" from barometer_programme p
       join barometer_wave w on w.programme_key = p.key and w.questionnaire_version_id is not null
       where p.kind = 'customers' order by w.opens_at desc, p.key limit 1`,
    );
    return row ?? null;
  }

  /** Those that were drawn, in their order. */
  waves(programme: string): Promise<WaveRow[]> {
    return this.db.query<WaveRow>(
      `select id, number, state, opens_at as "opensAt", closes_at as "closesAt",
         questionnaire_version_id as "questionnaireVersion", base, excluded
       from barometer_wave where programme_key = $1 and questionnaire_version_id is not null order by number`,
      [programme],
    );
  }

  async wave(id: string, dimensions: readonly string[]): Promise<WaveData> {
    const strata = await this.db.query<WaveData['strata'][number]>(
      `select s.stratum as key, s.population, count(i.id) filter (where ${ARRIVED})::int as asked
       from wave_stratum s
       left join wave_member m on m.wave_id = s.wave_id and m.stratum = s.stratum
       left join invitation i on i.id = m.invitation_id
       where s.wave_id = $1 group by s.stratum, s.population order by s.stratum`,
      [id],
    );
    const answers = await this.db.query<WaveData['answers'][number]>(
      `select person, stratum, answers, after_hours as "afterHours" from wave_answer where wave_id = $1 order by place, person`,
      [id],
    );
    return { strata, dimensions, answers };
  }
}
