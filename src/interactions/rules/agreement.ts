import type { Expected, Replayed } from '#pressure';

/** How many of the decisions that pressure took are taken again by a replay. */
export interface Agreement {
  readonly decided: number;
  readonly agreed: number;
  /** Of the others, those that another version of the policy took. */
  readonly otherPolicy: number;
  /** And those that hung on what is not kept: an open callback, a touchpoint or a record changed since. */
  readonly otherwise: number;
}

/** A past period under the policy in force and under a draft. */
export interface Simulated {
  readonly current: Expected;
  readonly draft: Expected;
  /** How true the replay of the policy in force is to what was decided; absent from simulations older than this figure. */
  readonly agreement?: Agreement | undefined;
}

/** A decision as it was taken. */
export interface Recorded {
  readonly outcome: 'asked' | 'waiting' | 'refused';
  readonly rule: string | null;
  /** Of the policy; null when that was not kept yet. */
  readonly policyVersion: number | null;
  /** Where it waited, whether it had its place when the period ended. */
  readonly placed: boolean;
}

/**
 * Compares each decision with its replay, under the policy of one version.
 * - The same outcome by the same rule agrees; of two that waited, both got a place by the end, or neither did.
 */
export class Comparison<Key> {
  readonly #waits = new Map<Key, { readonly recorded: Recorded; placed: boolean }>();
  #decided = 0;
  #otherPolicy = 0;
  #otherwise = 0;

  constructor(private readonly version: number) {}

  heard(key: Key, recorded: Recorded, replayed: Replayed): void {
    this.#decided += 1;
    if (recorded.outcome !== replayed.outcome) this.#differs(recorded);
    else if ('rule' in replayed && replayed.rule !== recorded.rule) this.#differs(recorded);
    else if (replayed.outcome === 'waiting') this.#waits.set(key, { recorded, placed: false });
  }

  /** In the replay, one that waited got its place. */
  placed(key: Key): void {
    const wait = this.#waits.get(key);
    if (wait) wait.placed = true;
  }

  /** Once everything was played. */
  result(): Agreement {
    for (const { recorded, placed } of this.#waits.values()) if (recorded.placed !== placed) this.#differs(recorded);
    this.#waits.clear();
    const [decided, otherPolicy, otherwise] = [this.#decided, this.#otherPolicy, this.#otherwise];
    return { decided, agreed: decided - otherPolicy - otherwise, otherPolicy, otherwise };
  }

  #differs({ policyVersion }: Recorded): void {
    if (policyVersion === this.version) this.#otherwise += 1;
    else this.#otherPolicy += 1;
  }
}
