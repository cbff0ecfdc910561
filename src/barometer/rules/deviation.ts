/** Answers coded as they are counted, summed: enough to know how far apart they are. */
export interface Spread {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

export interface Deviation {
  /** Standard deviation of the overall score, an NPS coded −1, 0, 1, any other 0 or 1. */
  readonly deviation: number;
  /** Said by hand; learned from this stratum's answers, drawn towards the whole where they are few; or from the whole's alone. */
  readonly from: 'set' | 'stratum' | 'few' | 'programme';
}

/** From so many answers on, a stratum speaks for itself; with fewer, the whole makes up the rest. */
const ENOUGH = 30;
/** Opinions never agree so much that nobody need be asked. */
const LEAST = 0.05;

/** How far apart answers of a stratum are, for the Neyman allocation; null when nothing is known of anybody. */
export function deviationOf(set: number | undefined, stratum: Spread | undefined, whole: Spread): Deviation | null {
  if (set !== undefined) return { deviation: set, from: 'set' };
  const ofWhole = varianceOf(whole);
  const own = stratum ? varianceOf(stratum) : null;
  if (ofWhole === null) return null;
  if (own === null || !stratum) return { deviation: rootOf(ofWhole), from: 'programme' };
  const weight = Math.min(1, stratum.n / ENOUGH);
  const from = stratum.n >= ENOUGH ? 'stratum' : 'few';
  return { deviation: rootOf(weight * own + (1 - weight) * ofWhole), from };
}

/** All of them together. */
export function pooled(spreads: Iterable<Spread>): Spread {
  let whole = { n: 0, sum: 0, squares: 0 };
  for (const { n, sum, squares } of spreads)
    whole = { n: whole.n + n, sum: whole.sum + sum, squares: whole.squares + squares };
  return whole;
}

function varianceOf({ n, sum, squares }: Spread): number | null {
  return n < 2 ? null : Math.max(0, (squares - sum ** 2 / n) / (n - 1));
}

function rootOf(variance: number): number {
  return Math.max(LEAST, Math.sqrt(variance));
}
