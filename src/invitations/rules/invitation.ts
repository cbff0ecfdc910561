import type { Channel } from '#customers';
import type { Language } from '#platform/values';
import type { Temperature, Worth } from '#pressure';
import type { InvitationStatus } from './lifecycle.ts';

/** One ask of one person. Questionnaire version, agent, site and channel are those of its day. */
export interface Invitation {
  readonly id: string;
  readonly customer: string;
  readonly interaction: string | null;
  readonly touchpoint: string | null;
  readonly questionnaireVersion: string;
  readonly temperature: Temperature;
  readonly status: InvitationStatus;
  readonly channel: Channel;
  /** What is left to fall back on, in order. */
  readonly nextChannels: Channel[];
  readonly site: string | null;
  readonly agent: string | null;
  readonly segment: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly occurredAt: Date;
  readonly sendAt: Date;
  readonly expiresAt: Date;
  /** Messages asked for so far: the first, fallbacks, reminders. */
  readonly step: number;
  /** Reminders asked for so far. */
  readonly reminders: number;
  readonly sentAt: Date | null;
  readonly answeredAt: Date | null;
  readonly cause: string | null;
  readonly exempt: string | null;
  /** Nobody may know what the person answers, nor be shown whether: it never says `answered`. */
  readonly anonymous: boolean;
  /** Of an anonymous one: its link was used. */
  readonly spent: boolean;
  /** What it was found worth, the last time it competed with others for a place of the person. */
  readonly worth: (Worth & { readonly against: number }) | null;
}
