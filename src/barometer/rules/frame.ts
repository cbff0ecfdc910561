import { OUTSIDE } from './coverage.ts';

export interface FrameStratum {
  readonly key: string;
  readonly population: number;
  readonly available: number;
  /** Of those available, whose first channel is SMS. */
  readonly bySms: number;
}

export interface FrameCounts {
  readonly base: number;
  readonly excluded: Record<string, number>;
  /** In the order of their keys. */
  readonly strata: FrameStratum[];
  /** Strata of the population of whom nobody at all can be asked, with how many they are. */
  readonly emptied: Map<string, number>;
}

/** Records alike, and how many they are. */
export interface Alike {
  readonly stratum: string;
  /** Why they cannot be asked; null when nothing stands against it. */
  readonly reason: string | null;
  /** In this cycle. */
  readonly asked: boolean;
  readonly n: number;
  /** Of them, whose first channel is SMS. */
  readonly sms: number;
}

/**
 * A base counted by stratum and by reason why somebody cannot be asked, `already-asked` and `same-person` among them.
 * @param all in the order of their strata; @param twins of those nothing stands against, whom another record stands for
 */
export function countsOf(all: readonly Alike[], twins: readonly Pick<Alike, 'stratum' | 'n' | 'sms'>[]): FrameCounts {
  const excluded = new Map<string, number>();
  const strata = new Map<string, FrameStratum>();
  const unreached = new Map<string, number>();
  const leaveOut = (reason: string, n: number) => excluded.set(reason, (excluded.get(reason) ?? 0) + n);
  const add = (key: string, n: number, free: number, sms: number) => {
    const { population, available, bySms } = strata.get(key) ?? { population: 0, available: 0, bySms: 0 };
    strata.set(key, { key, population: population + n, available: available + free, bySms: bySms + sms });
  };
  for (const { stratum, reason, asked, n, sms } of all) {
    if (reason === null) add(stratum, n, asked ? 0 : n, asked ? 0 : sms);
    else if (!OUTSIDE.includes(reason)) unreached.set(stratum, (unreached.get(stratum) ?? 0) + n);
    if (reason !== null || asked) leaveOut(reason ?? 'already-asked', n);
  }
  for (const { stratum, n, sms } of twins) {
    add(stratum, -n, -n, -sms);
    leaveOut('same-person', n);
  }
  const peopled = [...strata.values()].filter(({ population }) => population > 0);
  return {
    base: all.reduce((sum, { n }) => sum + n, 0),
    excluded: Object.fromEntries([...excluded].sort(([, a], [, b]) => b - a)),
    strata: peopled,
    emptied: new Map([...unreached].filter(([key]) => !peopled.some((one) => one.key === key))),
  };
}
