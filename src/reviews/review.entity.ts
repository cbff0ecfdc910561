import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, Scale } from '#platform/values';
import type { Flag } from './rules/flag.ts';
import type { ReviewStatus } from './rules/lifecycle.ts';
import type { RefusalReason, Span } from './rules/publication.ts';

export interface Refusal {
  reason: RefusalReason;
  note: string | null;
  at: string;
}

export interface Reply {
  text: string;
  by: string;
  at: string;
}

const numeric = { to: (value: number) => value, from: (value: string) => Number(value) };

@Entity('review')
export class ReviewEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'response_id' })
  response: string;

  @Column('uuid', { name: 'invitation_id', nullable: true })
  invitation: string | null;

  @Column('uuid', { name: 'customer_id' })
  customer: string;

  @Column('text', { name: 'touchpoint_key', nullable: true })
  touchpoint: string | null;

  @Column('text', { name: 'site_key', nullable: true })
  site: string | null;

  @Column('text')
  scale: Scale;

  @Column('smallint')
  score: number;

  @Column('numeric', { transformer: numeric })
  stars: number;

  @Column('text')
  text: string;

  @Column('text')
  language: Language;

  @Column('text', { name: 'display_name' })
  displayName: string;

  @Column('text')
  status: ReviewStatus;

  /** Counts what its author wrote, from 1. */
  @Column('integer')
  revision: number;

  @Column('jsonb')
  flags: Flag[];

  @Column('jsonb')
  masks: Span[];

  @Column('jsonb')
  consent: { at: string; questionnaireVersion: string };

  @Column('timestamptz', { name: 'experience_at' })
  experienceAt: Date;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;

  @Column('timestamptz', { name: 'publish_by' })
  publishBy: Date;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column('jsonb', { nullable: true })
  refusal: Refusal | null;

  @Column('jsonb', { nullable: true })
  reply: Reply | null;

  @Column('timestamptz', { name: 'edited_at', nullable: true })
  editedAt: Date | null;

  @Column('timestamptz', { name: 'notified_at', nullable: true })
  notifiedAt: Date | null;

  @Column('uuid', { name: 'claimed_by', nullable: true })
  claimedBy: string | null;

  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
