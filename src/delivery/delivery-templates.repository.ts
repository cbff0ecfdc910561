import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { DEFAULT_BRAND } from '#platform/brand';
import { Database } from '#platform/database';
import type { EditedTemplate, Slot } from './rules/edited-template.ts';

export interface SavedTemplate extends EditedTemplate {
  readonly savedBy: string;
  /** As it was then. */
  readonly savedName: string;
  readonly createdAt: Date;
}

const COLUMNS = `id, brand, channel, kind, language, version, subject, body, gsm7, saved_by as "savedBy", saved_name as "savedName", created_at as "createdAt"`;

@Injectable()
export class DeliveryTemplatesRepository {
  constructor(private readonly db: Database) {}

  /** The newest version of every message. */
  newest(): Promise<SavedTemplate[]> {
    return this.db.query(
      `select distinct on (brand, channel, kind, language) ${COLUMNS} from message_template order by brand, channel, kind, language, version desc`,
    );
  }

  /** The words in force for one message: the brand's own, else the default brand's; null where ours are. */
  async inForceFor({ brand, channel, kind, language }: Slot): Promise<SavedTemplate | null> {
    const newest = await this.db.query<SavedTemplate>(
      `select distinct on (brand) ${COLUMNS} from message_template where channel = $1 and kind = $2 and language = $3
         and brand in ($4, $5) order by brand, version desc`,
      [channel, kind, language, brand, DEFAULT_BRAND],
    );
    const written = newest.filter(({ body }) => body !== null);
    return written.find((one) => one.brand === brand) ?? written[0] ?? null;
  }

  /** Newest first. */
  history({ brand, channel, kind, language }: Slot): Promise<SavedTemplate[]> {
    return this.db.query(
      `select ${COLUMNS} from message_template where channel = $1 and kind = $2 and language = $3 and brand = $4 order by version desc`,
      [channel, kind, language, brand],
    );
  }

  /** Null when somebody saved that version first. */
  async add(template: Omit<SavedTemplate, 'id'>): Promise<SavedTemplate | null> {
    const { brand, channel, kind, language, version, subject, body, gsm7, savedBy, savedName, createdAt } = template;
    const id = v7();
    const { count } = await this.db.run(
      `insert into message_template (id, channel, kind, language, version, subject, body, saved_by, saved_name, created_at, brand, gsm7)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (brand, channel, kind, language, version) do nothing`,
      [id, channel, kind, language, version, subject, body, savedBy, savedName, createdAt, brand, gsm7],
    );
    return count > 0 ? { id, ...template } : null;
  }
}
