import type { Scale } from '#platform/values';

/** What of an answer makes a review. */
export interface Offering {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly metric: Scale | null;
  readonly score: number | null;
  readonly comment: string | null;
  readonly complete: boolean;
  readonly occurredAt: Date | null;
}

export type Offer =
  | {
      readonly offered: true;
      readonly displayName: string;
      readonly scale: Scale;
      readonly score: number;
      readonly text: string;
      readonly experienceAt: Date;
    }
  | { readonly offered: false; readonly why: 'incomplete' | 'no-consent' | 'no-score' | 'no-experience' };

/**
 * An answer is offered for publication by its author's consent and chosen name, and by nothing else: the score only has
 * to exist. Without the date of an experience there is no review (D.111-17 1° b).
 */
export function offerOf({ answers, metric, score, comment, complete, occurredAt }: Offering): Offer {
  if (!complete) return { offered: false, why: 'incomplete' };
  const displayName = Object.values(answers).map(displayNameOf).find(Boolean);
  if (!displayName) return { offered: false, why: 'no-consent' };
  if (metric === null || score === null) return { offered: false, why: 'no-score' };
  if (!occurredAt) return { offered: false, why: 'no-experience' };
  return { offered: true, displayName, scale: metric, score, text: comment ?? '', experienceAt: occurredAt };
}

function displayNameOf(answer: unknown): string | null {
  const name = typeof answer === 'object' && answer !== null ? (answer as { displayName?: unknown }).displayName : null;
  return typeof name === 'string' && name.trim() ? name.trim() : null;
}
