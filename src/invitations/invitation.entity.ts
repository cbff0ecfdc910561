import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '#customers';
import type { Language } from '#platform/values';
import type { Temperature } from '#pressure';
import type { Invitation } from './rules/invitation.ts';
import type { InvitationStatus } from './rules/lifecycle.ts';

@Entity('invitation')
export class InvitationEntity implements Invitation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'customer_id' })
  customer: string;

  @Column('uuid', { name: 'interaction_id', nullable: true })
  interaction: string | null;

  @Column('text', { name: 'touchpoint_key', nullable: true })
  touchpoint: string | null;

  @Column('uuid', { name: 'questionnaire_version_id' })
  questionnaireVersion: string;

  @Column('text')
  temperature: Temperature;

  @Column('text')
  status: InvitationStatus;

  @Column('text')
  channel: Channel;

  @Column('text', { name: 'next_channels', array: true })
  nextChannels: Channel[];

  @Column('text', { name: 'site_key', nullable: true })
  site: string | null;

  @Column('text', { nullable: true })
  agent: string | null;

  @Column('text', { nullable: true })
  segment: string | null;

  @Column('text')
  language: Language;

  @Column('text', { name: 'time_zone' })
  timeZone: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('timestamptz', { name: 'send_at' })
  sendAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('integer')
  step: number;

  @Column('integer')
  reminders: number;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('text', { nullable: true })
  cause: string | null;

  @Column('text', { name: 'exempt_rule', nullable: true })
  exempt: string | null;

  @Column('boolean')
  anonymous: boolean;

  @Column('boolean')
  spent: boolean;

  @Column('jsonb', { nullable: true })
  worth: Invitation['worth'];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Never read with the rest: a hash to find it by, and the link itself, sealed. */
  @Column('bytea', { name: 'token_hash', select: false })
  tokenHash: Buffer;

  @Column('bytea', { select: false })
  token: Buffer;
}
