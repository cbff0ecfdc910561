import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '#platform/values';
import type { Answers } from '#surveys';
import type { Label, Origin } from './rules/person-or-machine.ts';

/** Where an answer was given that nobody asked for. */
export interface Place {
  channel: 'kiosk' | 'qr' | 'widget';
  site: string | null;
}

@Entity('submission')
export class SubmissionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column({ name: 'response_id', type: 'uuid', nullable: true }) response: string | null;
  @Column({ name: 'invitation_id', type: 'uuid', nullable: true }) invitation: string | null;
  /** Of those that nobody asked for; null with `place` in those kept before this was. */
  @Column({ name: 'session_id', type: 'uuid', nullable: true }) session: string | null;
  @Column({ type: 'jsonb', nullable: true }) place: Place | null;
  /** Null in those kept before this was. */
  @Column({ name: 'questionnaire_version_id', type: 'uuid', nullable: true }) questionnaireVersion: string | null;
  @Column({ type: 'text', nullable: true }) language: Language | null;
  @Column({ type: 'jsonb' }) answers: Answers;
  /** As it came; null in those kept before this was. */
  @Column({ type: 'jsonb', nullable: true }) sent: Record<string, unknown> | null;
  @Column({ type: 'boolean' }) complete: boolean;
  @Column({ type: 'jsonb' }) origin: Origin;
  @Column({ type: 'text' }) label: Label['label'];
  @Column({ type: 'text' }) why: Label['why'];
  @Column({ name: 'received_at', type: 'timestamptz' }) receivedAt: Date;
}
