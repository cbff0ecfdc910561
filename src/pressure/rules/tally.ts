import type { Happening } from './lived.ts';

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
  /** Those that waited for a place when it ended. */
  readonly waiting: number;
  readonly byTouchpoint: Readonly<Record<string, Counts>>;
  readonly bySite: Readonly<Record<string, SiteCounts>>;
}

export interface SiteCounts extends Counts {
  /** Those sent, by touchpoint: each has its own response rate. */
  readonly sentAbout: Record<string, number>;
}

/** Counts a replay as it goes. */
export class Tally {
  readonly #met = new Set<number>();
  readonly #asked = new Set<number>();
  readonly #byRule = new Map<string, number>();
  readonly #byTouchpoint = new Map<string, Counts>();
  readonly #bySite = new Map<string, SiteCounts>();

  met(of: Happening): void {
    this.#met.add(of.person);
    this.#touchpoint(of).interactions += 1;
    this.#site(of).interactions += 1;
  }

  asked(of: Happening): void {
    this.#asked.add(of.person);
    this.#touchpoint(of).sent += 1;
    const site = this.#site(of);
    site.sent += 1;
    const about = of.touchpoint ?? '';
    site.sentAbout[about] = (site.sentAbout[about] ?? 0) + 1;
  }

  stopped(of: Happening, rule: string): void {
    this.#byRule.set(rule, (this.#byRule.get(rule) ?? 0) + 1);
    this.#touchpoint(of).suppressed += 1;
    this.#site(of).suppressed += 1;
  }

  figures(waiting: number): ReplayFigures {
    const of = [...this.#byTouchpoint.values()];
    return {
      interactions: of.reduce((sum, { interactions }) => sum + interactions, 0),
      sent: of.reduce((sum, { sent }) => sum + sent, 0),
      people: this.#asked.size,
      neverAsked: this.#met.size - this.#asked.size,
      suppressedByRule: Object.fromEntries(this.#byRule),
      waiting,
      byTouchpoint: plain(this.#byTouchpoint),
      bySite: plain(this.#bySite),
    };
  }

  #touchpoint({ touchpoint }: Happening): Counts {
    return countsOf(this.#byTouchpoint, touchpoint ?? '', () => ({ ...NOTHING }));
  }

  #site({ site }: Happening): SiteCounts {
    return countsOf(this.#bySite, site ?? '', () => ({ ...NOTHING, sentAbout: {} }));
  }
}

const NOTHING: Counts = { interactions: 0, sent: 0, suppressed: 0 };

function countsOf<Of extends Counts>(of: Map<string, Of>, key: string, nothing: () => Of): Of {
  const known = of.get(key);
  if (known) return known;
  const counts = nothing();
  of.set(key, counts);
  return counts;
}

function plain<Of extends Counts>(of: ReadonlyMap<string, Of>): Record<string, Of> {
  return Object.fromEntries([...of].map(([key, counts]) => [key, { ...counts }]));
}
