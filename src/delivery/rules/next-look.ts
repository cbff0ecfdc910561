/** A message whose fate is unknown: look for it at the provider at an instant, or do what was found. */
export type NextStep = { readonly step: 'look'; readonly at: Date } | { readonly step: 'decide' };

/**
 * Who can say whether a message was taken: the provider, at once; a copy in a mailbox of ours, which takes its time to arrive;
 * nobody.
 */
export type Inquiry = 'provider' | 'witness' | 'nobody';

const LOOKS_MS: Readonly<Record<Inquiry, readonly number[]>> = {
  provider: [10_000, 60_000],
  witness: [60_000, 10 * 60_000],
  nobody: [],
};

/** A message is in the hands of a process for so long; past it, the process is taken for dead and its message is looked up. */
export const LEASE_MS = 3 * 60_000;

/** A hand-over that begins has an answer by then, or is given up: what a provider is given at most (platform/mail, platform/sms). */
const ANSWERS_WITHIN_MS = 30_000;

/** Whether a message may still be offered by the process that holds it: its answer is then there before others take it up. */
export function mayStillOffer({ leasedUntil }: { readonly leasedUntil: Date }, now: Date): boolean {
  return now.getTime() < leasedUntil.getTime() - ANSWERS_WITHIN_MS;
}

/** What waits for a person is looked for again, where somebody can be asked. */
export const HELD_LOOK_MS = 3_600_000;

/**
 * When to ask whether a message was taken, `looks` times not found so far. A request that we gave up may still be under way,
 * so one look is not enough: the second decides.
 */
export function nextLook(now: Date, looks: number, inquiry: Inquiry): NextStep {
  const wait = LOOKS_MS[inquiry][looks];
  return wait === undefined ? { step: 'decide' } : { step: 'look', at: new Date(now.getTime() + wait) };
}
