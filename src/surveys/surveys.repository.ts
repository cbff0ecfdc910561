import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import type { QuestionnaireInput, QuestionnaireVersion } from './rules/questionnaire.ts';

export interface PublishedVersion extends QuestionnaireVersion {
  createdAt: Date;
}

const COLUMNS = 'v.id, v.questionnaire_key as key, v.version, v.temperature, v.name, v.questions';

@Injectable()
export class SurveysRepository {
  constructor(private readonly db: Database) {}

  /** The current versions; of every questionnaire when no keys are given. */
  currents(keys: readonly string[] | null): Promise<QuestionnaireVersion[]> {
    return this.db.query(
      `select ${COLUMNS} from questionnaire q
       join questionnaire_version v on v.questionnaire_key = q.key and v.version = q.current_version
       where $1::text[] is null or q.key = any($1::text[]) order by q.key collate "C"`,
      [keys],
    );
  }

  versions(ids: readonly string[]): Promise<QuestionnaireVersion[]> {
    return this.db.query(`select ${COLUMNS} from questionnaire_version v where v.id = any($1::uuid[])`, [ids]);
  }

  /** Newest first. */
  history(key: string): Promise<PublishedVersion[]> {
    return this.db.query(
      `select ${COLUMNS}, v.created_at as "createdAt" from questionnaire_version v where v.questionnaire_key = $1 order by v.version desc`,
      [key],
    );
  }

  async archived(): Promise<string[]> {
    const rows = await this.db.query<{ key: string }>('select key from questionnaire where archived_at is not null');
    return rows.map(({ key }) => key);
  }

  /** Puts it away, or back (null); false when it already is there. */
  async moveArchived(key: string, at: Date | null): Promise<boolean> {
    const { count } = await this.db.run(
      'update questionnaire set archived_at = $2 where key = $1 and (archived_at is null) <> ($2::timestamptz is null)',
      [key, at],
    );
    return count > 0;
  }

  /** Makes the questionnaire when it is new, and holds it until the transaction ends. @returns its current version, 0 at first. */
  async hold(key: string, now: Date): Promise<number> {
    await this.db.query(
      'insert into questionnaire (key, current_version, created_at) values ($1, 0, $2) on conflict do nothing',
      [key, now],
    );
    const [row] = await this.db.query<{ version: number }>(
      'select current_version as version from questionnaire where key = $1 for update',
      [key],
    );
    return row?.version ?? 0;
  }

  async publish(key: string, version: number, input: QuestionnaireInput, now: Date): Promise<QuestionnaireVersion> {
    const id = v7();
    await this.db.query(
      `insert into questionnaire_version (id, questionnaire_key, version, temperature, name, questions, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, key, version, input.temperature, input.name, JSON.stringify(input.questions), now],
    );
    await this.db.query('update questionnaire set current_version = $2, archived_at = null where key = $1', [
      key,
      version,
    ]);
    return { id, key, version, ...input };
  }
}
