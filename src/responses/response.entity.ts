import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, Scale } from '#platform/values';
import type { Answers } from '#surveys';

@Entity('response')
export class ResponseEntity {
  @PrimaryColumn('uuid') id: string;
  @Column({ name: 'invitation_id', type: 'uuid', nullable: true }) invitation: string | null;
  @Column({ name: 'session_id', type: 'uuid', nullable: true }) session: string | null;
  @Column({ name: 'customer_id', type: 'uuid', nullable: true }) customer: string | null;
  @Column({ name: 'interaction_id', type: 'uuid', nullable: true }) interaction: string | null;
  @Column({ name: 'touchpoint_key', type: 'text', nullable: true }) touchpoint: string | null;
  @Column({ name: 'questionnaire_version_id', type: 'uuid' }) questionnaireVersion: string;
  @Column({ type: 'text' }) temperature: 'hot' | 'cold';
  @Column({ name: 'site_key', type: 'text', nullable: true }) site: string | null;
  @Column({ type: 'text', nullable: true }) agent: string | null;
  @Column({ type: 'text', nullable: true }) segment: string | null;
  @Column({ type: 'text' }) channel: 'web' | 'sms' | 'api' | 'kiosk' | 'qr' | 'widget';
  @Column({ type: 'text' }) language: Language;
  @Column({ type: 'jsonb' }) answers: Answers;
  @Column({ type: 'text', nullable: true }) metric: Scale | null;
  @Column({ type: 'smallint', nullable: true }) score: number | null;
  @Column({ type: 'text', nullable: true }) comment: string | null;
  @Column({ type: 'boolean' }) complete: boolean;
  @Column({ type: 'integer' }) version: number;
  @Column({ name: 'occurred_at', type: 'timestamptz', nullable: true }) occurredAt: Date | null;
  @Column({ name: 'answered_at', type: 'timestamptz' }) answeredAt: Date;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
  /** A partial answer that was left alone long enough to be taken for what it says. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
}
