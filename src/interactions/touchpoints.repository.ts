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

  async save(touchpoint: Touchpoint, at: Date): Promise<void> {
    await this.db.repository(TouchpointEntity).upsert({ ...touchpoint, updatedAt: at } as TouchpointEntity, ['key']);
  }
}
