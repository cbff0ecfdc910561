/** Whether a channel reaches a person, or the first reason why not; `invalid`: the number takes no SMS. */
export type Reach = 'ok' | 'none' | 'opted-out' | 'no-consent' | 'blocked' | 'invalid';

export interface ContactState {
  /** Whether there is a contact point at all. */
  present: boolean;
  /** False for a number that takes no SMS. */
  capable: boolean;
  optedOut: boolean;
  /** Null: never said; a survey of an own customer rests on legitimate interest (GDPR art. 6(1)(f)). */
  consent: boolean | null;
  /** A provider said that it does not work. */
  blocked: boolean;
}

/** Whether the channel reaches the person, or the first reason why not: what the person wants comes before what works. */
export function reach({ present, capable, optedOut, consent, blocked }: ContactState): Reach {
  if (!present) return 'none';
  if (optedOut) return 'opted-out';
  if (consent === false) return 'no-consent';
  if (!capable) return 'invalid';
  return blocked ? 'blocked' : 'ok';
}
