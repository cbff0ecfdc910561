import type { Page } from '#platform/http';
import type { ReviewEntity } from './review.entity.ts';
import { publicView, summaryView } from './reviews.views.ts';
import type { Decided } from './rules/fairness.ts';
import { LATEST_DAYS, masked, REFUSAL_REASONS } from './rules/publication.ts';

interface SitePage extends Page<ReviewEntity> {
  counts: readonly { star: number; n: number; stars: number }[];
  name: string;
  /** Under which the shop meets its customers. */
  brand: string;
  address: string;
  path: string;
  score: number | undefined;
  t: (key: string, params?: Record<string, number>) => string;
}

const STARS = [5, 4, 3, 2, 1];

export function siteView({ items, nextCursor, counts, name, brand, address, path, score, t }: SitePage) {
  const { count, average, distribution } = summaryView(counts);
  const query = (more: Record<string, string>) => {
    const text = new URLSearchParams({ ...(score && { score: String(score) }), ...more }).toString();
    return text ? `${path}?${text}` : path;
  };
  return {
    name,
    brand,
    count,
    average,
    canonical: address,
    bars: STARS.map((star) => ({
      star,
      n: distribution[star] ?? 0,
      share: count ? Math.round(((distribution[star] ?? 0) / count) * 100) : 0,
    })),
    filters: [
      { href: path, label: t('reviews.public.allStars'), active: score === undefined },
      ...STARS.map((star) => ({
        href: `${path}?score=${star}`,
        label: t('reviews.public.stars', { count: star }),
        active: score === star,
      })),
    ],
    reviews: items.map(itemView),
    next: nextCursor && query({ cursor: nextCursor }),
    ld: jsonLd({ items, name, address, count, average }),
  };
}

function itemView(review: ReviewEntity) {
  const { text: _, ...shown } = publicView(review);
  const whole = Math.round(review.stars);
  return {
    ...shown,
    drawn: '★'.repeat(whole) + '☆'.repeat(5 - whole),
    parts: review.text ? masked(review.text, review.masks) : null,
  };
}

/** schema.org, with the very reviews and average the page shows. */
function jsonLd({
  items,
  name,
  address,
  count,
  average,
}: {
  items: readonly ReviewEntity[];
  name: string;
  address: string;
  count: number;
  average: number | null;
}) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Store',
    name,
    url: address,
    ...(count > 0 && {
      aggregateRating: {
        '@type': 'AggregateRating',
        ratingValue: average,
        reviewCount: count,
        bestRating: 5,
        worstRating: 1,
      },
    }),
    review: items.map((review) => {
      const { displayName, stars, text, publishedAt, experienceAt } = publicView(review);
      return {
        '@type': 'Review',
        author: { '@type': 'Person', name: displayName },
        reviewRating: { '@type': 'Rating', ratingValue: stars, bestRating: 5, worstRating: 1 },
        datePublished: publishedAt,
        dateCreated: experienceAt,
        ...(text && { reviewBody: text }),
      };
    }),
  };
}

export function transparencyView(decided: readonly Decided[], canonical: string) {
  const sum = (of: 'published' | 'refused' | 'pending') => decided.reduce((total, row) => total + row[of], 0);
  return {
    canonical,
    days: LATEST_DAYS,
    sections: ['collect', 'verified', 'reward', 'control', 'delay', 'author', 'sort'],
    reasons: REFUSAL_REASONS,
    figures: { published: sum('published'), refused: sum('refused'), pending: sum('pending') },
  };
}
