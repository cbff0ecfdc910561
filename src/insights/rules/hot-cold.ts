import type { Difference, Summary } from '#platform/statistics';
import type { Scale } from '#platform/values';

/** How a touchpoint is judged at once: most are happy, most are not, or it cannot be told. */
export type HotSide = 'good' | 'poor' | 'unclear';
/** What the same people say in the barometer, beside all the others. */
export type ColdSide = 'above' | 'below' | 'alike';
/** `flatters`: good at once, worse in the barometer. `underrated`: the reverse. `agrees`: both good, or both poor. */
export type HotCold = 'flatters' | 'underrated' | 'agrees' | 'unclear';

const NET_EVEN = 0;
const HALF = 50;

/** Good or poor only when the whole interval says so: an NPS above or below 0, a share above or below one half. */
export function hotSide(scale: Scale, { ci }: Summary): HotSide {
  const even = scale === 'nps' ? NET_EVEN : HALF;
  if (!ci) return 'unclear';
  if (ci[0] > even) return 'good';
  return ci[1] < even ? 'poor' : 'unclear';
}

/** Above or below only when it is beyond chance, all touchpoints being read together: `p` is adjusted for that. */
export function coldSide({ change, p }: Pick<Difference, 'change' | 'p'>): ColdSide {
  if (p >= 0.05) return 'alike';
  return change > 0 ? 'above' : 'below';
}

export function hotCold(hot: HotSide, cold: ColdSide): HotCold {
  if (hot === 'unclear' || cold === 'alike') return 'unclear';
  if (hot === 'good') return cold === 'below' ? 'flatters' : 'agrees';
  return cold === 'above' ? 'underrated' : 'agrees';
}
