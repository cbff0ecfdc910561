import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '#platform/database';
import { ProgrammeEntity } from './programme.entity.ts';
import { programmeLifecycle, type ProgrammeState } from './rules/lifecycle.ts';
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

  /** @returns whether it was in a state from which it may go there. */
  async move(key: string, to: ProgrammeState, now: Date): Promise<boolean> {
    const { count } = await this.db.run(
      'update barometer_programme set state = $2, updated_at = $3 where key = $1 and state = any($4::text[])',
      [key, to, now, programmeLifecycle.before(to)],
    );
    return count > 0;
  }

  /** Held until the transaction ends: nobody else changes the programme, opens or draws a wave of it. */
  async hold(key: string): Promise<void> {
    await this.db.query('select from barometer_programme where key = $1 for no key update', [key]);
  }

  /** In their order. */
  async waves(programme: string): Promise<WaveEntity[]> {
    return this.db.repository(WaveEntity).find({ where: { programme }, order: { number: 'ASC' } });
  }

  /** Of several programmes, each programme's in their order. */
  async wavesOf(programmes: readonly string[]): Promise<WaveEntity[]> {
    return this.db.repository(WaveEntity).find({ where: { programme: In([...programmes]) }, order: { number: 'ASC' } });
  }

  async wave(programme: string, number: number): Promise<WaveEntity | null> {
    return this.db.repository(WaveEntity).findOneBy({ programme, number });
  }

  /** Segments that customers really have, in their order: no more than a population may name. */
  async segments(): Promise<string[]> {
    const rows = await this.db.query<{ segment: string }>(
      `select segment from customer_base($1) where segment is not null and not erased group by 1 order by 1 limit 200`,
      [new Date(0)],
    );
    return rows.map(({ segment }) => segment);
  }
}
