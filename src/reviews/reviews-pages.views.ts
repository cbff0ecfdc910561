import type { Site } from '#customers';
import { mood } from '#platform/values';
import type { ReviewEntity } from './review.entity.ts';
import type { Fairness } from './rules/fairness.ts';
import { MASKABLE } from './rules/flag.ts';
import { REVIEW_STATUSES, type ReviewStatus } from './rules/lifecycle.ts';
import { REFUSAL_REASONS } from './rules/publication.ts';

type Translate = (key: string) => string;

const HALF = 0.5;

const TONES: Readonly<Record<ReviewStatus, { tone: string; icon: string }>> = {
  pending: { tone: 'soon', icon: 'hourglass' },
  published: { tone: 'happy', icon: 'check' },
  refused: { tone: 'unhappy', icon: 'ban' },
  withdrawn: { tone: 'quiet', icon: 'arrow-back-up' },
};

interface Listed {
  items: readonly ReviewEntity[];
  nextCursor: string | null;
  status: ReviewStatus;
  site: string | undefined;
  sites: readonly Site[];
  cursor: string | undefined;
  mayModerate: boolean;
  now: Date;
  t: Translate;
}

export function listView({ items, nextCursor, status, site, sites, cursor, mayModerate, now, t }: Listed) {
  const address = (of: ReviewStatus, more: Record<string, string> = {}) =>
    `/reviews?${new URLSearchParams({ status: of, ...(site && { site }), ...more }).toString()}`;
  const names = new Map(sites.map(({ key, name }) => [key, name]));
  return {
    status,
    site: site ?? null,
    sites: sites.map(({ key, name }) => ({ value: key, label: name })),
    tabs: REVIEW_STATUSES.map((of) => ({
      href: address(of),
      label: t(`reviews.tab.${of}`),
      active: of === status,
      count: null,
    })),
    clear: site ? `/reviews?status=${status}` : null,
    reviews: items.map((review) => rowView(review, { names, mayModerate, now })),
    next: nextCursor && address(status, { cursor: nextCursor }),
    first: cursor ? address(status) : null,
  };
}

function rowView(
  review: ReviewEntity,
  { names, mayModerate, now }: { names: ReadonlyMap<string, string>; mayModerate: boolean; now: Date },
) {
  const {
    id,
    status,
    scale,
    score,
    displayName,
    text,
    language,
    flags,
    masks,
    customer,
    experienceAt,
    answeredAt,
    publishBy,
    refusal,
    reply,
  } = review;
  const late = publishBy <= now;
  const half = answeredAt.getTime() + HALF * (publishBy.getTime() - answeredAt.getTime());
  const waiting = status === 'pending';
  return {
    id,
    scale,
    score,
    mood: mood(scale, score),
    displayName,
    text,
    language,
    customer,
    experienceAt,
    answeredAt,
    refusal,
    reply,
    site: review.site && (names.get(review.site) ?? review.site),
    state: { ...TONES[status], label: `reviews.status.${status}` },
    due: waiting ? { at: publishBy, state: late ? 'late' : now.getTime() >= half ? 'soon' : 'ok' } : null,
    flags: waiting
      ? flags.map((flag) => ({
          ...flag,
          words: flag.end - flag.start < text.length ? text.slice(flag.start, flag.end) : null,
        }))
      : [],
    marks: [...flags.filter(({ start, end }) => end - start < text.length), ...masks].map(({ start, end }) => ({
      start,
      end,
      kind: 'flag',
      label: null,
    })),
    reasons: REFUSAL_REASONS,
    seeCustomer: true,
    acts: mayModerate && status !== 'withdrawn' && status !== 'refused' ? actsOf(review) : null,
  };
}

function actsOf({ status, flags, masks }: ReviewEntity) {
  const waiting = status === 'pending';
  const unmasked = flags.some(
    (flag) => MASKABLE.includes(flag.kind) && !masks.some(({ start, end }) => start <= flag.start && flag.end <= end),
  );
  return { publish: waiting, refuse: waiting, mask: unmasked, reply: !waiting, unpublish: !waiting };
}

/** The bias monitor: rates and delays by stars, and the test in words. */
export function fairnessView({ rows, test }: Fairness, t: Translate) {
  const columns = ['star', 'published', 'refused', 'pending', 'rate', 'hours'].map((key) => ({
    label: t(`reviews.fairness.${key}`),
    numeric: key !== 'star',
  }));
  const kind = test === null ? 'few' : test.biased ? 'bias' : 'fair';
  const look = {
    few: { tone: 'accent', icon: 'info-circle' },
    bias: { tone: 'late', icon: 'alert-triangle' },
    fair: { tone: 'happy', icon: 'circle-check' },
  };
  return {
    back: { href: '/reviews', label: t('reviews.title') },
    verdict: {
      ...look[kind],
      title: `reviews.fairness.${kind}Title`,
      text: `reviews.fairness.${kind}Text`,
      p: test ? Math.round(test.p * 1000) / 1000 : 0,
    },
    columns,
    rows,
  };
}
