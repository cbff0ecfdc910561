export interface Experience {
  readonly invited: number;
  readonly answered: number;
}

export interface Rate {
  /** Share of those asked that answers. */
  readonly rate: number;
  /** What weighs most in it: this stratum, the whole programme, hot surveys of the same customers, or nothing yet. */
  readonly from: 'stratum' | 'programme' | 'hot' | 'default';
}

export interface Experiences {
  readonly stratum?: Experience | undefined;
  readonly programme?: Experience | undefined;
  /** Of what was asked after interactions, of the same segment. */
  readonly hot?: Experience | undefined;
}

/** Counted with until anything is known: one in five. */
const DEFAULT_RATE = 0.2;
/** So many people asked weigh as much as all that is known more broadly. */
const STRENGTH = 50;

/**
 * The response rate to expect of a stratum: its own, drawn towards the programme's, which is drawn towards that of hot surveys, which
 * is drawn towards the default; each the more, the fewer were asked. It never jumps, and nobody at all is never expected of anybody.
 */
export function rateOf({ stratum, programme, hot }: Experiences): Rate {
  const levels = [
    { from: 'hot', known: hot },
    { from: 'programme', known: programme },
    { from: 'stratum', known: stratum },
  ] as const;
  let rate: Rate = { rate: DEFAULT_RATE, from: 'default' };
  for (const { from, known } of levels) {
    if (!known || known.invited === 0) continue;
    rate = {
      rate: (known.answered + STRENGTH * rate.rate) / (known.invited + STRENGTH),
      from: known.invited >= STRENGTH ? from : rate.from,
    };
  }
  return rate;
}
