import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { QuestionnaireInput } from './rules/questionnaire.ts';

/** One saving of a questionnaire that is being written. */
export interface Revision {
  readonly key: string;
  readonly revision: number;
  /** The version it began from; 0 when none was published. */
  readonly baseVersion: number;
  readonly content: QuestionnaireInput;
  readonly savedBy: string;
  readonly savedName: string;
  readonly savedAt: Date;
}

const COLUMNS = `questionnaire_key as key, revision::int as revision, base_version as "baseVersion", content,
  saved_by as "savedBy", saved_name as "savedName", saved_at as "savedAt"`;
const LOCK_CLASS = 7302;

@Injectable()
export class SurveysDraftsRepository {
  constructor(private readonly db: Database) {}

  /** Whoever writes this questionnaire waits for whoever came first, until the transaction ends. */
  async hold(key: string): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext($1))`, [key]);
  }

  async latest(key: string): Promise<Revision | null> {
    const [row] = await this.db.query<Revision>(
      `select ${COLUMNS} from questionnaire_draft where questionnaire_key = $1 order by revision desc limit 1`,
      [key],
    );
    return row ?? null;
  }

  /** The newest of each questionnaire. */
  all(): Promise<Revision[]> {
    return this.db.query(
      `select distinct on (questionnaire_key) ${COLUMNS} from questionnaire_draft order by questionnaire_key, revision desc`,
    );
  }

  async at(key: string, revision: number): Promise<Revision | null> {
    const [row] = await this.db.query<Revision>(
      `select ${COLUMNS} from questionnaire_draft where questionnaire_key = $1 and revision = $2`,
      [key, revision],
    );
    return row ?? null;
  }

  /** The saving that came after. */
  async next(key: string, revision: number): Promise<Revision | null> {
    const [row] = await this.db.query<Revision>(
      `select ${COLUMNS} from questionnaire_draft where questionnaire_key = $1 and revision > $2 order by revision limit 1`,
      [key, revision],
    );
    return row ?? null;
  }

  async add(draft: Omit<Revision, 'revision'>): Promise<Revision> {
    const [row] = await this.db.query<{ revision: number }>(
      `insert into questionnaire_draft (questionnaire_key, base_version, content, saved_by, saved_name, saved_at)
       values ($1, $2, $3, $4, $5, $6) returning revision::int as revision`,
      [draft.key, draft.baseVersion, JSON.stringify(draft.content), draft.savedBy, draft.savedName, draft.savedAt],
    );
    return { ...draft, revision: row?.revision ?? 0 };
  }

  async drop(key: string): Promise<number> {
    return (await this.db.run('delete from questionnaire_draft where questionnaire_key = $1', [key])).count;
  }
}
