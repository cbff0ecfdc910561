import type { Mood } from '#platform/values';

interface Sentences {
  readonly core: readonly string[];
  readonly more: readonly string[];
}

/** Sentences by touchpoint and mood. */
export type Corpus = Readonly<Record<TouchpointKey, Readonly<Record<Mood, Sentences>>>>;

/** The demonstration's touchpoints, in the order of a customer's life. */
export const TOUCHPOINTS = ['store-visit', 'first-order', 'delivery', 'call', 'after-sales'] as const;
export type TouchpointKey = (typeof TOUCHPOINTS)[number];
