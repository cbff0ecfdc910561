import { SCORE_SCALES, type Scale } from '#platform/values';

const DAY_MS = 86_400_000;

/** Days within which every review is published or refused, whatever its score (Code de la consommation D.111-17 2° b). */
export const LATEST_DAYS = 7;

/** The closed list of grounds for refusal; none can be about the score (16 CFR 465.7(b), UCPD annex I 23c, D.111-18). */
export const REFUSAL_REASONS = [
  'illegal',
  'abusive',
  'personal-data',
  'off-topic',
  'no-experience',
  'fake',
  'advertising',
  'unreadable',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Every review's latest date; it looks at nothing but when it was written. */
export function publishBy(answeredAt: Date): Date {
  return new Date(answeredAt.getTime() + LATEST_DAYS * DAY_MS);
}

/** A score on five stars, linear over its scale: NPS 0 is 1 star, NPS 10 is 5. */
export function starsOf(scale: Scale, score: number): number {
  const { min, max } = SCORE_SCALES[scale];
  return 1 + ((score - min) / (max - min)) * 4;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text as it may be read, in parts; a masked part is shown as such and never rewritten. */
export function masked(text: string, masks: readonly Span[]): { text: string; masked: boolean }[] {
  const parts: { text: string; masked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of merged(masks)) {
    if (start > at) parts.push({ text: text.slice(at, start), masked: false });
    parts.push({ text: text.slice(start, end), masked: true });
    at = end;
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), masked: false });
  return parts;
}

/** Masks in order, overlapping ones as one. */
export function merged(masks: readonly Span[]): Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...masks].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
