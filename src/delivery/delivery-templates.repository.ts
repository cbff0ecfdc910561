import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import type { EditedTemplate, Slot } from './rules/edited-template.ts';

export interface SavedTemplate extends EditedTemplate {
  readonly savedBy: string;
  /** As it was then. */
  readonly savedName: string;
  readonly createdAt: Date;
}

const COLUMNS = `id, brand, channel, kind, language, version, subject, body, saved_by as "savedBy", saved_name as "savedName", created_at as "createdAt"`;

@Injectable()
export class DeliveryTemplatesRepository {
  constructor(private readonly db: Database) {}

  /** The newest version of every message. */
  newest(): Promise<SavedTemplate[]> {
    return this.db.query(
      `select distinct on (brand, channel, kind, language) ${COLUMNS} from message_template order by brand, channel, kind, language, version desc`,
    );
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
    const { brand, channel, kind, language, version, subject, body, savedBy, savedName, createdAt } = template;
    const id = v7();
    const { count } = await this.db.run(
      `insert into message_template (id, channel, kind, language, version, subject, body, saved_by, saved_name, created_at, brand)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (brand, channel, kind, language, version) do nothing`,
      [id, channel, kind, language, version, subject, body, savedBy, savedName, createdAt, brand],
    );
    return count > 0 ? { id, ...template } : null;
  }
}
