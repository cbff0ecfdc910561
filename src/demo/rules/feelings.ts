import type { Scale } from '#platform/values';
import type { Chance } from './chance.ts';
import type { TouchpointKey } from './corpus.ts';
import type { Happening } from './happenings.ts';
import { SITES, WRONG } from './network.ts';

/** The scale each touchpoint asks on. */
export const SCALE_OF = {
  'store-visit': 'csat',
  'first-order': 'nps',
  delivery: 'csat',
  call: 'ces7',
  'after-sales': 'csat',
} as const satisfies Record<TouchpointKey, Scale>;

/** Shares of the scores in an ordinary month, lowest first. */
const ORDINARY = {
  nps: [2, 1, 2, 2, 2, 5, 6, 12, 18, 22, 28],
  csat: [5, 7, 13, 35, 40],
  ces7: [4, 5, 7, 11, 18, 30, 25],
} as const satisfies Partial<Record<Scale, readonly number[]>>;

const LEVELS: Readonly<Record<TouchpointKey, number>> = {
  'store-visit': 0.08,
  'first-order': 0.1,
  delivery: -0.1,
  call: -0.05,
  'after-sales': -0.3,
};

/**
 * How it was, in deviations from usual: the shop, the person, what was measured, and the year's stories:
 * - at the shop that goes wrong, the queue, since ten weeks, and worse every week;
 * - the call centre learns: half a deviation better over the year;
 * - carriers are late around Christmas;
 * - the youngest shop gets better.
 */
export function feelingAbout({ person, touchpoint, site, daysAgo, at, measures }: Happening, chance: Chance): number {
  const place = SITES.find(({ key }) => key === site)?.level ?? 0;
  const wait = Number(measures['waitSeconds'] ?? 0);
  const story = [
    ...(site === WRONG.site && touchpoint === 'store-visit' ? [queueing(daysAgo)] : []),
    ...(touchpoint === 'call' ? [0.3 - daysAgo / 650] : []),
    ...(touchpoint === 'delivery' && isChristmas(at) ? [-0.7] : []),
    ...(site === 'montpellier' ? [0.35 - daysAgo / 520] : []),
    ...(wait > 480 ? [-0.35] : []),
    ...(measures['resolvedAtFirstContact'] === false ? [-0.6] : []),
  ];
  return (
    LEVELS[touchpoint] + place + person.kindness + story.reduce((sum, part) => sum + part, 0) + chance.normal() * 0.85
  );
}

/** The score such a feeling gives on the scale: as many of each as in an ordinary month when feelings are usual. */
export function scoreOf(scale: keyof typeof ORDINARY, feeling: number): number {
  const shares = ORDINARY[scale];
  const total = shares.reduce<number>((sum, share) => sum + share, 0);
  const lowest = scale === 'nps' ? 0 : 1;
  let below = 0;
  for (const [n, share] of shares.entries()) {
    below += share;
    if (below / total > below1(feeling)) return lowest + n;
  }
  return lowest + shares.length - 1;
}

function queueing(daysAgo: number): number {
  const days = WRONG.weeks * 7;
  return daysAgo >= days ? 0 : -0.5 - 0.9 * (1 - daysAgo / days);
}

function isChristmas(at: Date): boolean {
  const day = at.getUTCMonth() * 100 + at.getUTCDate();
  return day >= 1110 || day <= 5;
}

/** The share of a normal population below it (logistic approximation, within 0.01). */
function below1(deviations: number): number {
  return 1 / (1 + Math.exp(-1.702 * deviations));
}
