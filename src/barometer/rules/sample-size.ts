import { reachOf } from '#platform/statistics';

/** Variance of a share at its worst, half and half: what a plan counts with before anything is known. */
export const WORST_SHARE = 0.25;
/** Variance of an NPS answer coded -1, 0, 1 as it usually is (domain 1.8). */
export const TYPICAL_NPS = 0.6275;

interface Wanted {
  readonly marginOfError: number;
  readonly confidence: number;
}

/** Answers that a margin of error needs, drawn from a finite population: n₀ = z²v/e², n = n₀ / (1 + (n₀ − 1)/N), rounded up. */
export function answersFor({ marginOfError, confidence }: Wanted, population: number, variance = WORST_SHARE): number {
  const unbounded = (reachOf(confidence) ** 2 * variance) / marginOfError ** 2;
  return Math.ceil(unbounded / (1 + (unbounded - 1) / population));
}

/** Half the width of the interval around a result of `answers` out of a finite population; 1, the whole scale, of none. */
export function marginOf(answers: number, population: number, confidence = 0.95, variance = WORST_SHARE): number {
  if (answers <= 0) return 1;
  const finite = population > 1 ? Math.sqrt(Math.max(0, population - answers) / (population - 1)) : 0;
  return Math.min(1, reachOf(confidence) * Math.sqrt(variance / answers) * finite);
}

/** Invitations that give so many answers at a response rate, the rate of those sent. */
export function invitationsFor(answers: number, rate: number): number {
  return Math.ceil(answers / rate);
}
