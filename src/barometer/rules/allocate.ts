import type { Allocation } from './programme.ts';

export interface Layer {
  /** People of the stratum, asked earlier in the cycle or not: what the sample stands for. */
  readonly population: number;
  /** Those of them who may still be asked. */
  readonly available: number;
  /** Standard deviation of the answer. */
  readonly deviation?: number | undefined;
  /** What earlier waves' rounding owes the stratum; below zero when it got more. */
  readonly owed?: number | undefined;
}

export interface Share {
  /** Exact, before rounding. */
  readonly quota: number;
  readonly sample: number;
}

/**
 * Shares a sample out over strata, in whole people (domain 1.8).
 * - Proportional to population; to population × deviation (Neyman); or to its square root, so that small strata can be read.
 * - Largest remainder, with what earlier waves owe; ties go to the first stratum.
 * - No stratum under the floor when it has as many, none above those available; what that takes or leaves is shared out again.
 * - Floors that ask for more than there is to share are left out altogether.
 * - Asking for more than is available takes everybody.
 */
export function allocate(total: number, layers: readonly Layer[], method: Allocation, floor = 0): Share[] {
  const available = layers.reduce((sum, layer) => sum + layer.available, 0);
  const wanted = Math.min(Math.max(0, Math.floor(total)), available);
  const lowest = layers.map((layer) => Math.min(floor, layer.available));
  const floors = lowest.reduce((sum, one) => sum + one, 0) <= wanted ? lowest : layers.map(() => 0);
  const fixed = new Map<number, number>();
  for (;;) {
    const shares = sharesOf(wanted, layers, method, fixed);
    const over = shares.flatMap(({ sample }, n) => (sample > (layers[n]?.available ?? 0) ? [n] : []));
    const under = shares.flatMap(({ sample }, n) => (sample < (floors[n] ?? 0) ? [n] : []));
    if (over.length === 0 && under.length === 0) return shares;
    // One side at a time: what a ceiling frees may lift a stratum over its floor.
    if (over.length > 0) for (const n of over) fixed.set(n, layers[n]?.available ?? 0);
    else for (const n of under) fixed.set(n, floors[n] ?? 0);
  }
}

function sharesOf(total: number, layers: readonly Layer[], method: Allocation, fixed: Map<number, number>): Share[] {
  const taken = [...fixed.values()].reduce((sum, one) => sum + one, 0);
  const left = Math.max(0, total - taken);
  const weights = layers.map((layer, n) => (fixed.has(n) ? 0 : weightOf(layer, method)));
  const sum = weights.reduce((all, one) => all + one, 0);
  const quotas = weights.map((weight, n) => fixed.get(n) ?? (sum === 0 ? 0 : (left * weight) / sum));
  const samples = quotas.map(Math.floor);
  let missing = sum === 0 ? 0 : left - samples.reduce((all, one, n) => all + (fixed.has(n) ? 0 : one), 0);
  const byRemainder = [...layers.keys()]
    .filter((n) => (weights[n] ?? 0) > 0)
    .sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const n of byRemainder) if (missing-- > 0) samples[n] = (samples[n] ?? 0) + 1;
  return quotas.map((quota, n) => ({ quota, sample: samples[n] ?? 0 }));

  function remainder(n: number): number {
    const quota = quotas[n] ?? 0;
    return rounded(quota - Math.floor(quota) + (layers[n]?.owed ?? 0));
  }
}

/** Sums of shares are never quite exact: without this, dust would decide ties. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function weightOf({ population, deviation = 1 }: Layer, method: Allocation): number {
  switch (method) {
    case 'proportional':
      return population;
    case 'neyman':
      return population * deviation;
    case 'square-root':
      return Math.sqrt(population);
  }
}
