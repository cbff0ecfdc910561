import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '#customers';
import type { SendWindow } from '#platform/calendar';
import type { ProgrammeState } from './rules/lifecycle.ts';
import type { Allocation, Kind, KeptProgramme, Opening, Population, Stratifier, Target } from './rules/programme.ts';

@Entity('barometer_programme')
export class ProgrammeEntity implements KeptProgramme {
  @PrimaryColumn('text')
  key: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: Kind;

  @Column('text', { name: 'questionnaire_key' })
  questionnaire: string;

  @Column('text', { array: true })
  channels: Channel[];

  @Column('jsonb')
  population: Population;

  @Column('integer', { name: 'waves_per_cycle' })
  wavesPerCycle: number;

  @Column('jsonb')
  target: Target;

  @Column('text', { array: true })
  strata: Stratifier[];

  @Column('text')
  allocation: Allocation;

  @Column('jsonb')
  deviations: Record<string, number>;

  @Column('integer')
  floor: number;

  @Column('text')
  seed: string;

  @Column('date', { name: 'start_date' })
  start: string;

  @Column('text')
  opening: Opening;

  @Column('integer', { name: 'spread_days' })
  spreadDays: number;

  @Column('jsonb', { name: 'send_window' })
  window: SendWindow;

  @Column('jsonb')
  reminders: { after: string }[];

  @Column('integer', { name: 'minimum_group' })
  minimumGroup: number;

  @Column('text', { default: 'active' })
  state: ProgrammeState;

  @Column({ name: 'created_at', type: 'timestamptz', update: false })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
