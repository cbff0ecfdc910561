import type { Site } from '#customers';
import { mood } from '#platform/values';
import type { ReviewEntity } from './review.entity.ts';
import type { Fairness } from './rules/fairness.ts';
import { MASKABLE, type Flag } from './rules/flag.ts';
import { REVIEW_STATUSES, type ReviewStatus } from './rules/lifecycle.ts';
import { REFUSAL_REASONS } from './rules/publication.ts';

type Translate = (key: string) => string;

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
  site?: string | undefined;
  sites: readonly Site[];
  cursor?: string | undefined;
  mayModerate: boolean;
  /** Who is on a review, by its id; nobody, or the reader, when absent. */
  held: ReadonlyMap<string, string>;
  now: Date;
  /** Named when their author wrote again while the moderator read. */
  writtenAgain?: string | undefined;
  t: Translate;
}

export function listView({
  items,
  nextCursor,
  status,
  site,
  sites,
  cursor,
  mayModerate,
  held,
  now,
  writtenAgain,
  t,
}: Listed) {
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
    writtenAgain: writtenAgain ?? null,
    reviews: items.map((review) => rowView(review, { names, mayModerate, held, now })),
    next: nextCursor && address(status, { cursor: nextCursor }),
    first: cursor ? address(status) : null,
  };
}

interface Reader {
  names: ReadonlyMap<string, string>;
  mayModerate: boolean;
  held: ReadonlyMap<string, string>;
  now: Date;
}

function rowView(review: ReviewEntity, { names, mayModerate, held, now }: Reader) {
  const { id, revision, status, scale, score, displayName, text, language, customer, experienceAt, answeredAt } =
    review;
  const waiting = status === 'pending';
  return {
    ...{ id, revision, scale, score, displayName, text, language, customer, experienceAt, answeredAt },
    mood: mood(scale, score),
    refusal: review.refusal,
    reply: review.reply,
    site: review.site && (names.get(review.site) ?? review.site),
    state: { ...TONES[status], label: `reviews.status.${status}` },
    due: waiting ? dueOf(review, now) : null,
    flags: waiting
      ? review.flags.map((flag) => ({ ...flag, words: isPart(flag, text) ? text.slice(flag.start, flag.end) : null }))
      : [],
    marks: [...review.flags.filter((flag) => isPart(flag, text)), ...review.masks].map(({ start, end }) => ({
      start,
      end,
      kind: 'flag',
      label: null,
    })),
    claim: mayModerate && waiting ? `/reviews/${id}/claim` : null,
    heldBy: held.get(id) ?? null,
    reasons: REFUSAL_REASONS,
    acts: mayModerate && (waiting || status === 'published') ? actsOf(review) : null,
  };
}

/** A flag of the whole text has no words to show. */
function isPart({ start, end }: Flag, text: string): boolean {
  return end - start < text.length;
}

/** Soon from half of the time it may wait. */
function dueOf({ answeredAt, publishBy }: ReviewEntity, now: Date) {
  const half = (answeredAt.getTime() + publishBy.getTime()) / 2;
  const state = publishBy <= now ? 'late' : now.getTime() >= half ? 'soon' : 'ok';
  return { at: publishBy, state };
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
