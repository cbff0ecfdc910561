import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Population } from './rules/programme.ts';
import type { WaveState } from './rules/lifecycle.ts';

/** One asking of a sample: drawn when it is opened, and never again. */
@Entity('barometer_wave')
export class WaveEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'programme_key' })
  programme: string;

  @Column('uuid', { name: 'cycle_id' })
  cycle: string;

  /** Counted through all cycles, from 1. */
  @Column('integer')
  number: number;

  @Column('text')
  state: WaveState;

  @Column('timestamptz', { name: 'opens_at' })
  opensAt: Date;

  @Column('timestamptz', { name: 'last_batch_at' })
  lastBatchAt: Date;

  @Column('timestamptz', { name: 'closes_at' })
  closesAt: Date;

  /** Whom it was drawn from; null until then. */
  @Column('jsonb', { nullable: true })
  population: Population | null;

  @Column('text')
  seed: string;

  @Column('text', { name: 'frame_hash', nullable: true })
  frameHash: string | null;

  /** Eligible people in the frame, asked earlier in the cycle or not. */
  @Column('integer', { name: 'frame_size', nullable: true })
  frameSize: number | null;

  @Column('integer', { nullable: true })
  base: number | null;

  @Column('jsonb', { nullable: true })
  excluded: Record<string, number> | null;

  @Column('uuid', { name: 'questionnaire_version_id', nullable: true })
  questionnaireVersion: string | null;

  @Column('timestamptz', { name: 'drawn_at', nullable: true })
  drawnAt: Date | null;

  @Column('text', { nullable: true })
  reason: string | null;
}
