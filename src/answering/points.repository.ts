import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export type PointKind = 'kiosk' | 'qr' | 'widget';

/** Where anybody may answer without having been asked. */
export interface Point {
  id: string;
  /** In the address of its page. */
  token: string;
  kind: PointKind;
  name: string;
  site: string | null;
  questionnaire: string;
  /** Of a widget: the site whose pages may show it. */
  origin: string | null;
  active: boolean;
}

const COLUMNS = 'id, token, kind, name, site_key as site, questionnaire_key as questionnaire, origin, active';

@Injectable()
export class PointsRepository {
  constructor(private readonly db: Database) {}

  all(): Promise<Point[]> {
    return this.db.query<Point>(`select ${COLUMNS} from answering_point order by active desc, name, id`);
  }

  async byId(id: string): Promise<Point | null> {
    const [row] = await this.db.query<Point>(`select ${COLUMNS} from answering_point where id = $1`, [id]);
    return row ?? null;
  }

  async byToken(token: string): Promise<Point | null> {
    const [row] = await this.db.query<Point>(`select ${COLUMNS} from answering_point where token = $1`, [token]);
    return row ?? null;
  }

  async insert({ id, token, kind, name, site, questionnaire, origin }: Omit<Point, 'active'>, at: Date): Promise<void> {
    await this.db.run(
      `insert into answering_point (id, token, kind, name, site_key, questionnaire_key, origin, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, token, kind, name, site, questionnaire, origin, at],
    );
  }

  /** Its kind stays: what was said there is marked with it. */
  async update({ id, name, site, questionnaire, origin }: Omit<Point, 'active' | 'token' | 'kind'>): Promise<void> {
    await this.db.run(
      'update answering_point set name = $2, site_key = $3, questionnaire_key = $4, origin = $5 where id = $1',
      [id, name, site, questionnaire, origin],
    );
  }

  /** False when it was so before. */
  async setActive(id: string, active: boolean): Promise<boolean> {
    const { count } = await this.db.run('update answering_point set active = $2 where id = $1 and active <> $2', [
      id,
      active,
    ]);
    return count > 0;
  }
}
