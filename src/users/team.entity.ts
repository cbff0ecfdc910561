import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BusinessCalendar } from '#platform/calendar';

@Entity('team')
export class TeamRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  calendar: BusinessCalendar;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
