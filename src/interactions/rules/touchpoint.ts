import type { Channel } from '#customers';
import type { SendWindow } from '#platform/calendar';

/** A moment in the customer's life that reports interactions, and what it asks about them. Durations are ISO 8601, as written. */
export interface Touchpoint {
  readonly key: string;
  readonly name: { readonly fr: string; readonly en?: string | undefined };
  readonly questionnaire: string;
  /** After the event. */
  readonly delay: string;
  /** Events of one person this close make one invitation. */
  readonly settle: string;
  /** An older event is not asked about. */
  readonly maxAge: string;
  /** Share of people asked, 0 to 1. */
  readonly sampling: number;
  /** Answers wanted a month and site; null: no quota. */
  readonly monthlyTarget: number | null;
  readonly channels: readonly Channel[];
  readonly window: SendWindow;
  /** 1 is worth most. */
  readonly priority: number;
  readonly reminders: readonly { readonly after: string }[];
  readonly expiresAfter: string;
  readonly excludedSegments: readonly string[];
  readonly active: boolean;
  /** Order in the customer's life. */
  readonly position: number;
}

export type TouchpointInput = Pick<Touchpoint, 'name' | 'questionnaire' | 'channels'> &
  Partial<Omit<Touchpoint, 'key'>>;
