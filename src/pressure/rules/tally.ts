import { Heads } from './heads.ts';
import type { Happening } from './lived.ts';

export interface Counts {
  interactions: number;
  sent: number;
  suppressed: number;
  /** Asked about it at least once. */
  people: number;
  /** To whom it happened, and who were never asked about it. */
  neverAsked: number;
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

/** Counts of a touchpoint or a site; `group` is its number among the heads. */
interface Group<Of extends Counts> {
  readonly group: number;
  readonly counts: Of;
}

const EVERYBODY = 0;
const NOTHING: Counts = { interactions: 0, sent: 0, suppressed: 0, people: 0, neverAsked: 0 };

/** Counts a replay as it goes. */
export class Tally {
  readonly #heads = new Heads();
  readonly #all: Counts = { ...NOTHING };
  readonly #byRule = new Map<string, number>();
  readonly #byTouchpoint = new Map<string, Group<Counts>>();
  readonly #bySite = new Map<string, Group<SiteCounts>>();
  #groups = EVERYBODY;

  met(of: Happening): void {
    this.#met(EVERYBODY, this.#all, of);
    const [touchpoint, site] = [this.#touchpoint(of), this.#site(of)];
    this.#met(touchpoint.group, touchpoint.counts, of);
    this.#met(site.group, site.counts, of);
  }

  asked(of: Happening): void {
    this.#asked(EVERYBODY, this.#all, of);
    const [touchpoint, site] = [this.#touchpoint(of), this.#site(of)];
    this.#asked(touchpoint.group, touchpoint.counts, of);
    this.#asked(site.group, site.counts, of);
    const { sentAbout } = site.counts;
    const about = of.touchpoint ?? '';
    sentAbout[about] = (sentAbout[about] ?? 0) + 1;
  }

  stopped(of: Happening, rule: string): void {
    this.#byRule.set(rule, (this.#byRule.get(rule) ?? 0) + 1);
    this.#touchpoint(of).counts.suppressed += 1;
    this.#site(of).counts.suppressed += 1;
  }

  figures(waiting: number): ReplayFigures {
    const { interactions, sent, people, neverAsked } = this.#all;
    return {
      interactions,
      sent,
      people,
      neverAsked,
      suppressedByRule: Object.fromEntries(this.#byRule),
      waiting,
      byTouchpoint: plain(this.#byTouchpoint),
      bySite: plain(this.#bySite),
    };
  }

  #met(group: number, counts: Counts, { person }: Happening): void {
    counts.interactions += 1;
    if (this.#heads.meet(group, person)) counts.neverAsked += 1;
  }

  #asked(group: number, counts: Counts, { person }: Happening): void {
    counts.sent += 1;
    if (!this.#heads.ask(group, person)) return;
    counts.people += 1;
    counts.neverAsked -= 1;
  }

  #touchpoint({ touchpoint }: Happening): Group<Counts> {
    return this.#groupOf(this.#byTouchpoint, touchpoint ?? '', () => ({ ...NOTHING }));
  }

  #site({ site }: Happening): Group<SiteCounts> {
    return this.#groupOf(this.#bySite, site ?? '', () => ({ ...NOTHING, sentAbout: {} }));
  }

  #groupOf<Of extends Counts>(of: Map<string, Group<Of>>, key: string, nothing: () => Of): Group<Of> {
    const known = of.get(key);
    if (known) return known;
    const group = { group: (this.#groups += 1), counts: nothing() };
    of.set(key, group);
    return group;
  }
}

function plain<Of extends Counts>(of: ReadonlyMap<string, Group<Of>>): Record<string, Of> {
  return Object.fromEntries([...of].map(([key, { counts }]) => [key, { ...counts }]));
}
