import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '#platform/database';
import type { Touchpoint } from './rules/touchpoint.ts';
import { TouchpointEntity } from './touchpoint.entity.ts';

@Injectable()
export class TouchpointsRepository {
  constructor(private readonly db: Database) {}

  async byKeys(keys: readonly string[]): Promise<TouchpointEntity[]> {
    return keys.length === 0 ? [] : this.db.repository(TouchpointEntity).findBy({ key: In([...keys]) });
  }

  async all(): Promise<TouchpointEntity[]> {
    return this.db.repository(TouchpointEntity).find({ order: { position: 'ASC', key: 'ASC' } });
  }

  /** Names of the free attributes that its latest interactions had, in their order of the alphabet. */
  async attributesSeen(key: string): Promise<string[]> {
    const rows = await this.db.query<{ name: string }>(
      `select distinct jsonb_object_keys(attributes) as name
       from (select attributes from interaction where touchpoint_key = $1 order by occurred_at desc limit 200) as latest
       order by name limit 50`,
      [key],
    );
    return rows.map(({ name }) => name).filter((name) => name.length <= 64);
  }

  async save(touchpoint: Touchpoint, at: Date): Promise<void> {
    await this.db.repository(TouchpointEntity).upsert({ ...touchpoint, updatedAt: at } as TouchpointEntity, ['key']);
  }
}
