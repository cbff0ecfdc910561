export interface Experience {
  readonly invited: number;
  readonly answered: number;
}

export interface Rate {
  /** Share of those asked that answers. */
  readonly rate: number;
  /** Where it was learned: in this stratum, in the whole programme, or nowhere yet. */
  readonly from: 'stratum' | 'programme' | 'default';
}

/** Counted with until a programme has answers of its own: one in five. */
export const DEFAULT_RATE = 0.2;
/** Fewer people asked than this teach nothing. */
const FEWEST = 50;

/** The response rate to expect of a stratum. */
export function rateOf(stratum: Experience | undefined, programme: Experience): Rate {
  if (stratum && stratum.invited >= FEWEST) return { rate: stratum.answered / stratum.invited, from: 'stratum' };
  if (programme.invited >= FEWEST) return { rate: programme.answered / programme.invited, from: 'programme' };
  return { rate: DEFAULT_RATE, from: 'default' };
}
