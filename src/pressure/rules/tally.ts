import type { Happening } from './replay.ts';

export interface Counts {
  interactions: number;
  sent: number;
  suppressed: number;
}

export interface ReplayFigures {
  readonly interactions: number;
  readonly sent: number;
  /** People asked at least once. */
  readonly people: number;
  /** People to whom something happened, and who were never asked. */
  readonly neverAsked: number;
  readonly suppressedByRule: Readonly<Record<string, number>>;
  readonly byTouchpoint: Readonly<Record<string, Counts>>;
  readonly bySite: Readonly<Record<string, Counts>>;
}

/** Counts a replay as it goes. */
export class Tally {
  readonly #met = new Set<number>();
  readonly #asked = new Set<number>();
  readonly #byRule = new Map<string, number>();
  readonly #byTouchpoint = new Map<string, Counts>();
  readonly #bySite = new Map<string, Counts>();

  met(of: Happening): void {
    this.#met.add(of.person);
    this.#touchpoint(of).interactions += 1;
    this.#site(of).interactions += 1;
  }

  asked(of: Happening): void {
    this.#asked.add(of.person);
    this.#touchpoint(of).sent += 1;
    this.#site(of).sent += 1;
  }

  stopped(of: Happening, rule: string): void {
    this.#byRule.set(rule, (this.#byRule.get(rule) ?? 0) + 1);
    this.#touchpoint(of).suppressed += 1;
    this.#site(of).suppressed += 1;
  }

  figures(): ReplayFigures {
    const of = [...this.#byTouchpoint.values()];
    return {
      interactions: of.reduce((sum, { interactions }) => sum + interactions, 0),
      sent: of.reduce((sum, { sent }) => sum + sent, 0),
      people: this.#asked.size,
      neverAsked: this.#met.size - this.#asked.size,
      suppressedByRule: Object.fromEntries(this.#byRule),
      byTouchpoint: plain(this.#byTouchpoint),
      bySite: plain(this.#bySite),
    };
  }

  #touchpoint({ touchpoint }: Happening): Counts {
    return countsOf(this.#byTouchpoint, touchpoint ?? '');
  }

  #site({ site }: Happening): Counts {
    return countsOf(this.#bySite, site ?? '');
  }
}

function countsOf(of: Map<string, Counts>, key: string): Counts {
  const known = of.get(key);
  if (known) return known;
  const counts = { interactions: 0, sent: 0, suppressed: 0 };
  of.set(key, counts);
  return counts;
}

function plain(of: ReadonlyMap<string, Counts>): Record<string, Counts> {
  return Object.fromEntries([...of].map(([key, counts]) => [key, { ...counts }]));
}
