import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scale } from '#platform/values';
import type { Gesture } from './rules/gestures.ts';
import type { CaseStatus } from './rules/lifecycle.ts';
import type { OpeningReason, Priority } from './rules/opening.ts';

export type CaseOutcome = 'recovered' | 'not-recovered' | 'no-answer';

@Entity('callback_case')
export class CallbackCase {
  @PrimaryColumn('uuid') id: string;
  @Column({ name: 'customer_id', type: 'uuid' }) customer: string;
  @Column({ name: 'response_id', type: 'uuid', nullable: true }) response: string | null;
  @Column({ name: 'interaction_id', type: 'uuid', nullable: true }) interaction: string | null;
  @Column({ name: 'touchpoint_key', type: 'text', nullable: true }) touchpoint: string | null;
  @Column({ name: 'site_key', type: 'text', nullable: true }) site: string | null;
  @Column({ type: 'text' }) status: CaseStatus;
  @Column({ type: 'smallint' }) priority: Priority;
  @Column({ type: 'text' }) reason: OpeningReason;
  @Column({ name: 'team_id', type: 'uuid', nullable: true }) team: string | null;
  @Column({ name: 'assignee_id', type: 'uuid', nullable: true }) assignee: string | null;
  @Column({ type: 'text', nullable: true }) metric: Scale | null;
  @Column({ type: 'smallint', nullable: true }) score: number | null;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date;
  @Column({ name: 'first_contact_due_at', type: 'timestamptz' }) firstContactDueAt: Date;
  @Column({ name: 'resolution_due_at', type: 'timestamptz' }) resolutionDueAt: Date;
  /** What the next step is due by: kept by the database, as in rules/deadlines. */
  @Column({ name: 'due_at', type: 'timestamptz', insert: false, update: false }) dueAt: Date;
  @Column({ name: 'next_try_at', type: 'timestamptz', nullable: true }) nextTryAt: Date | null;
  @Column({ name: 'first_contact_at', type: 'timestamptz', nullable: true }) firstContactAt: Date | null;
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true }) resolvedAt: Date | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt: Date | null;
  @Column({ name: 'root_cause', type: 'text', nullable: true }) rootCause: string | null;
  @Column({ type: 'text', nullable: true }) action: string | null;
  @Column({ type: 'jsonb', nullable: true }) gesture: (Gesture & { currency: string }) | null;
  @Column({ type: 'text', nullable: true }) outcome: CaseOutcome | null;
  /** What the supervisor saw, and what the customer said when asked again; `outcome` is what it came to. */
  @Column({ type: 'text', nullable: true }) verdict: 'recovered' | 'not-recovered' | null;
  @Column({ name: 'customer_outcome', type: 'text', nullable: true }) customerOutcome: CaseOutcome | null;
  /** Until when the customer's word is awaited. */
  @Column({ name: 'answer_due_at', type: 'timestamptz', nullable: true }) answerDueAt: Date | null;
  @Column({ name: 'recovery_invitation_id', type: 'uuid', nullable: true }) recoveryInvitation: string | null;
  @Column({ type: 'integer' }) reopened: number;
  /** Alarms told, by key, with the instant. */
  @Column({ name: 'escalated', type: 'jsonb' }) given: Record<string, string>;
  @Column({ name: 'alarm_at', type: 'timestamptz', nullable: true }) alarmAt: Date | null;
}
