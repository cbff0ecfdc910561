import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '#customers';
import type { SendWindow } from '#platform/calendar';
import type { Condition } from './rules/conditions.ts';
import type { SettleOn, Touchpoint } from './rules/touchpoint.ts';

/** PostgreSQL gives exact numbers as text. */
const asNumber = { to: (value: number) => value, from: (value: string) => Number(value) };

@Entity('touchpoint')
export class TouchpointEntity implements Touchpoint {
  @PrimaryColumn('text')
  key: string;

  @Column('jsonb')
  name: Touchpoint['name'];

  @Column('text', { name: 'questionnaire_key' })
  questionnaire: string;

  @Column('text')
  delay: string;

  @Column('text')
  settle: string;

  @Column('text', { name: 'settle_on' })
  settleOn: SettleOn;

  @Column('text', { name: 'max_age' })
  maxAge: string;

  @Column('numeric', { transformer: asNumber })
  sampling: number;

  @Column('integer', { name: 'monthly_target', nullable: true })
  monthlyTarget: number | null;

  @Column('text', { array: true })
  channels: Channel[];

  @Column('jsonb', { name: 'send_window' })
  window: SendWindow;

  @Column('integer')
  priority: number;

  @Column('jsonb')
  reminders: { after: string }[];

  @Column('text', { name: 'expires_after' })
  expiresAfter: string;

  @Column('text', { name: 'excluded_segments', array: true })
  excludedSegments: string[];

  @Column('jsonb')
  conditions: Condition[];

  @Column('boolean')
  active: boolean;

  @Column('integer')
  position: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
