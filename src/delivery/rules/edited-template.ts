import type { Channel } from '#customers';
import type { Language } from '#platform/values';
import { isLetterKind, LETTER_KINDS, LETTER_VARIABLES, type LetterKind } from './edited-letter.ts';

/** Which message: each has its own versions. */
export interface Slot {
  /** Key of the brand it speaks for. */
  readonly brand: string;
  readonly channel: Channel;
  readonly kind: 'invitation' | 'reminder' | LetterKind;
  readonly language: Language;
}

/** One version of a message as it was written on a screen; a body of null says that ours is in force again. */
export interface EditedTemplate extends Slot {
  readonly id: string;
  readonly version: number;
  readonly subject: string | null;
  readonly body: string | null;
  /** Texts only: in the alphabet that costs least, with the accents it has; else with every accent. */
  readonly gsm7: boolean;
}

/** What is typed: the subject of an e-mail, and the words; `gsm7` unless told. */
export interface TypedTemplate {
  readonly subject: string | null;
  readonly body: string;
  readonly gsm7?: boolean;
}

/**
 * What a text may show. `survey` and `optOut` are where one answers and where one stops it: every message needs both.
 * `reply` is how to answer by text message, where that is read.
 */
const VARIABLES = {
  sms: ['brand', 'firstName', 'touchpoint', 'site', 'occurredAt', 'expiresAt', 'reply', 'survey', 'optOut'],
  email: ['brand', 'firstName', 'touchpoint', 'site', 'occurredAt', 'expiresAt', 'survey', 'optOut'],
  subject: ['brand', 'firstName', 'touchpoint', 'site', 'occurredAt', 'expiresAt'],
} as const;

/** Sent by e-mail too; the other letters answer texts. */
const MAILED: readonly Slot['kind'][] = ['invitation', 'reminder', 'review-refused'];
const KINDS: readonly Slot['kind'][] = ['invitation', 'reminder', ...LETTER_KINDS];

/** Every message of a brand. */
export const SLOTS: readonly Omit<Slot, 'brand'>[] = (['sms', 'email'] as const).flatMap((channel) =>
  KINDS.filter((kind) => channel === 'sms' || MAILED.includes(kind)).flatMap((kind) =>
    (['fr', 'en'] as const).map((language) => ({ channel, kind, language })),
  ),
);

/** What the words of a message may show, or its subject. */
export function variablesOf(
  { channel, kind }: Pick<Slot, 'channel' | 'kind'>,
  part: 'subject' | 'body' = 'body',
): readonly string[] {
  if (isLetterKind(kind)) return LETTER_VARIABLES[kind].filter((name) => part === 'body' || name !== 'link');
  return VARIABLES[part === 'subject' ? 'subject' : channel];
}

/** Texts of a survey are two at most (domain 3.3). */
export const MOST_SEGMENTS = 2;

/** Whatever the brand: the name of the file that holds our own words. */
export function messageKey({ channel, kind, language }: Omit<Slot, 'brand'>): string {
  return `${channel}-${kind}.${language}`;
}

/** The default brand's are called as they were before there were others. */
export function slotKey({ brand, ...message }: Slot): string {
  return brand === 'default' ? messageKey(message) : `${brand}:${messageKey(message)}`;
}
