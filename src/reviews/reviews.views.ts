import type { ReviewEntity } from './review.entity.ts';
import { masked } from './rules/publication.ts';

/** A review as programs of the business see it. */
export function reviewView(review: ReviewEntity) {
  const {
    id,
    revision,
    status,
    site,
    touchpoint,
    scale,
    score,
    stars,
    text,
    language,
    displayName,
    flags,
    masks,
    refusal,
  } = review;
  return {
    id,
    revision,
    status,
    site,
    touchpoint,
    scale,
    score,
    stars,
    text,
    language,
    displayName,
    flags,
    masks,
    experienceAt: review.experienceAt.toISOString(),
    answeredAt: review.answeredAt.toISOString(),
    publishBy: review.publishBy.toISOString(),
    publishedAt: review.publishedAt?.toISOString() ?? null,
    editedAt: review.editedAt?.toISOString() ?? null,
    reply: review.reply && { text: review.reply.text, at: review.reply.at },
    refusal,
  };
}

const MASK: Readonly<Record<string, string>> = { fr: '[donnée masquée]', en: '[masked]' };

/** A published review as anyone may read it: masked parts shown as masked. */
export function publicView(review: ReviewEntity) {
  const parts = masked(review.text, review.masks);
  return {
    id: review.id,
    site: review.site,
    stars: review.stars,
    text: parts.map((part) => (part.masked ? (MASK[review.language] ?? '[…]') : part.text)).join(''),
    masked: review.masks.length > 0,
    language: review.language,
    displayName: review.displayName,
    verified: review.invitation !== null,
    experienceAt: review.experienceAt.toISOString(),
    publishedAt: (review.publishedAt ?? review.answeredAt).toISOString(),
    editedAt: review.editedAt?.toISOString() ?? null,
    reply: review.reply && { text: review.reply.text, at: review.reply.at },
  };
}

/** Count, plain average of all published reviews and how many of each number of stars (R12: no weights, no selection). */
export function summaryView(counts: readonly { star: number; n: number; stars: number }[]) {
  const count = counts.reduce((sum, { n }) => sum + n, 0);
  const stars = counts.reduce((sum, row) => sum + row.stars, 0);
  const distribution = Object.fromEntries(
    [1, 2, 3, 4, 5].map((star) => [String(star), counts.find((row) => row.star === star)?.n ?? 0]),
  );
  return { count, average: count > 0 ? Math.round((stars / count) * 100) / 100 : null, distribution };
}
