import {
  adjustedNps,
  compare,
  discoveries,
  displayCells,
  priorOf,
  shrinkScore,
  shrinkShare,
  spreadOf,
  type Display,
} from '#platform/statistics';
import type { Scale } from '#platform/values';
import { moodsOf } from './measure.ts';

export interface Counted {
  readonly key: string;
  /** How many gave each score of the scale, lowest first. */
  readonly counts: readonly number[];
}

export interface Ranked extends Counted {
  readonly n: number;
  readonly display: Display;
  /** From 1; null where too few answered for a place. */
  readonly rank: number | null;
  /** The score drawn towards the network's, the more so the fewer answered; on the scale's usual units. */
  readonly shrunk: number | null;
  /** Told from the rest of the network beyond chance, many places compared at once. */
  readonly standing: 'above' | 'below' | null;
}

/**
 * Places by their shrunken score, never by the raw one (domain 1.7). Those with fewer than thirty answers follow without a rank,
 * those that may not be shown come last, and hide another with them when the total would give them away.
 */
export function rankingOf(scale: Scale, places: readonly Counted[]): Ranked[] {
  const ns = places.map(({ counts }) => counts.reduce((n, count) => n + count, 0));
  const displays = displayCells(ns);
  const shrunk = shrunkOf(scale, places);
  const standings = standingsOf(scale, places, displays);
  const all = places.map((place, at) => ({
    ...place,
    n: ns[at] ?? 0,
    display: displays[at] ?? 'hidden',
    shrunk: shrunk[at] ?? null,
    standing: standings[at] ?? null,
  }));
  const byScore = [...all].sort(
    (a, b) => (b.shrunk ?? -Infinity) - (a.shrunk ?? -Infinity) || (a.key < b.key ? -1 : 1),
  );
  const ranked = byScore.filter(mayRank).map((place, at) => ({ ...place, rank: at + 1 }));
  const others = byScore.filter((place) => !mayRank(place)).map((place) => ({ ...place, rank: null }));
  return [...ranked, ...others.filter(isSeen), ...others.filter((place) => !isSeen(place)).map(withoutScore)];
}

const mayRank = ({ display }: { display: Display }) => display === 'shown' || display === 'ranked';
const isSeen = ({ display }: { display: Display }) => display !== 'hidden';
const withoutScore = (place: Ranked): Ranked => ({ ...place, shrunk: null, standing: null });

function shrunkOf(scale: Scale, places: readonly Counted[]): (number | null)[] {
  const moods = places.map(({ counts }) => moodsOf(scale, counts));
  const shares = moods.map(({ happy, neutral, unhappy }) => ({ x: happy, n: happy + neutral + unhappy }));
  if (scale !== 'nps') {
    const prior = priorOf(shares);
    return shares.map((share) => (prior && share.n > 0 ? 100 * shrinkShare(share, prior).shrunk : null));
  }
  const scores = moods.map(({ happy, neutral, unhappy }, at) => {
    const n = shares[at]?.n ?? 0;
    const { variance } = adjustedNps({ promoters: happy, passives: neutral, detractors: unhappy });
    return { score: n > 0 ? (100 * (happy - unhappy)) / n : 0, variance, n };
  });
  const spread = spreadOf(scores);
  return scores.map((score) => (spread && score.n > 0 ? shrinkScore(score, spread).shrunk : null));
}

/** Each place against all others; a share of one in ten of those named may be named in error. */
function standingsOf(
  scale: Scale,
  places: readonly Counted[],
  displays: readonly Display[],
): ('above' | 'below' | null)[] {
  const total = places.reduce<number[]>((sums, { counts }) => counts.map((count, at) => count + (sums[at] ?? 0)), []);
  const tests = places.map(({ counts }, at) =>
    displays[at] === 'ranked'
      ? compare(
          scale,
          total.map((sum, score) => sum - (counts[score] ?? 0)),
          counts,
        )
      : null,
  );
  const believed = discoveries(tests.map((test) => test?.p ?? 1));
  return tests.map((test, at) => (test && believed[at] ? (test.change > 0 ? 'above' : 'below') : null));
}
