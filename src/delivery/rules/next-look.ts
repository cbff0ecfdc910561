/** A message whose fate is unknown: look for it at the provider at an instant, or offer it again. */
export type NextStep = { readonly step: 'look'; readonly at: Date } | { readonly step: 'offer' };

const LOOKS_MS = [10_000, 60_000];

/** A message is in the hands of a process for so long; past it, the process is taken for dead and its message is looked up. */
export const LEASE_MS = 3 * 60_000;

/**
 * When to ask the provider whether it took a message, `looks` times not found there so far. A request that we gave up may
 * still be under way, so one look is not enough: the second, a minute later, decides.
 */
export function nextLook(now: Date, looks: number): NextStep {
  const wait = LOOKS_MS[looks];
  return wait === undefined ? { step: 'offer' } : { step: 'look', at: new Date(now.getTime() + wait) };
}
