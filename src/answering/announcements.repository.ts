import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { AnnouncementForm } from './rules/announcement-form.ts';

/** What was changed because of answers, as marketing tells it. */
export interface Announcement extends AnnouncementForm {
  id: string;
  retired: boolean;
}

const COLUMNS = `id, text_fr as fr, text_en as en, to_char(happened_on, 'YYYY-MM-DD') as "happenedOn",
  touchpoint_key as touchpoint, site_key as site, theme, retired`;

@Injectable()
export class AnnouncementsRepository {
  constructor(private readonly db: Database) {}

  /** The shown ones first, and of these the latest. */
  all(): Promise<Announcement[]> {
    return this.db.query<Announcement>(
      `select ${COLUMNS} from announcement order by retired, happened_on desc, id desc`,
    );
  }

  /** Those of that day and before, the latest first. @param today `2026-05-21` */
  shown(today: string): Promise<Announcement[]> {
    return this.db.query<Announcement>(
      `select ${COLUMNS} from announcement where not retired and happened_on <= $1 order by happened_on desc, id desc`,
      [today],
    );
  }

  async byId(id: string): Promise<Announcement | null> {
    const [row] = await this.db.query<Announcement>(`select ${COLUMNS} from announcement where id = $1`, [id]);
    return row ?? null;
  }

  /** Writes it, or rewrites the one of this id. */
  async save(id: string, form: AnnouncementForm, now: Date): Promise<void> {
    const { fr, en, happenedOn, touchpoint, site, theme } = form;
    await this.db.run(
      `insert into announcement (id, text_fr, text_en, happened_on, touchpoint_key, site_key, theme, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set text_fr = excluded.text_fr, text_en = excluded.text_en,
         happened_on = excluded.happened_on, touchpoint_key = excluded.touchpoint_key, site_key = excluded.site_key,
         theme = excluded.theme`,
      [id, fr, en, happenedOn, touchpoint, site, theme, now],
    );
  }

  /** False when it was so before. */
  async setRetired(id: string, retired: boolean): Promise<boolean> {
    const { count } = await this.db.run('update announcement set retired = $2 where id = $1 and retired <> $2', [
      id,
      retired,
    ]);
    return count > 0;
  }
}
