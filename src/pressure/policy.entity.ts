import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PressureRule } from './rules/policy.ts';

@Entity('pressure_policy')
export class PolicyEntity {
  @PrimaryColumn('integer')
  version: number;

  @Column('jsonb')
  rules: PressureRule[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
