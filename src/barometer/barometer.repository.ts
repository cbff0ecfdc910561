import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { ProgrammeEntity } from './programme.entity.ts';
import type { Programme } from './rules/programme.ts';
import { WaveEntity } from './wave.entity.ts';

@Injectable()
export class BarometerRepository {
  constructor(private readonly db: Database) {}

  async all(): Promise<ProgrammeEntity[]> {
    return this.db.repository(ProgrammeEntity).find({ order: { createdAt: 'ASC', key: 'ASC' } });
  }

  async byKey(key: string): Promise<ProgrammeEntity | null> {
    return this.db.repository(ProgrammeEntity).findOneBy({ key });
  }

  async save(programme: Programme, now: Date): Promise<void> {
    const row = { ...programme, createdAt: now, updatedAt: now } as ProgrammeEntity;
    await this.db.repository(ProgrammeEntity).upsert(row, ['key']);
  }

  /** In their order. */
  async waves(programme: string): Promise<WaveEntity[]> {
    return this.db.repository(WaveEntity).find({ where: { programme }, order: { number: 'ASC' } });
  }

  async wave(programme: string, number: number): Promise<WaveEntity | null> {
    return this.db.repository(WaveEntity).findOneBy({ programme, number });
  }
}
