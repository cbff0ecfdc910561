/** What a screening saw: `text.slice(start, end)` are the words, `why` the key of a sentence in `templates/words`. */
export interface Flag {
  readonly kind: FlagKind;
  readonly start: number;
  readonly end: number;
  readonly why: string;
}

export const FLAG_KINDS = [
  'insult',
  'phone',
  'email',
  'bank',
  'address',
  'name',
  'link',
  'legal',
  'off-topic',
  'language',
  'duplicate',
  'conflict-of-interest',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** What a mask may hide: data that would tell who or where somebody is. */
export const MASKABLE: readonly FlagKind[] = ['phone', 'email', 'bank', 'address', 'name', 'link'];
