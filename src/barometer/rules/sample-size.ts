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

/** Of a normal variable, the 80th hundredth: a real change is seen four times in five. */
const Z_80 = 0.841621;

/** Answers in each of two equal periods to see a change of this size: n = (z₀.₉₇₅ + z₀.₈₀)²·2·v/Δ², rounded up (domain 1.8). */
export function answersForChange(change: number, variance = TYPICAL_NPS): number {
  return Math.ceil(((reachOf(0.95) + Z_80) ** 2 * 2 * variance) / change ** 2);
}

/** The smallest change that so many answers in each of two periods show; 1, the whole scale, of none. */
export function changeSeen(answers: number, variance = TYPICAL_NPS): number {
  if (answers <= 0) return 1;
  return Math.min(1, (reachOf(0.95) + Z_80) * Math.sqrt((2 * variance) / answers));
}

/** Invitations that give so many answers at a response rate, the rate of those sent. */
export function invitationsFor(answers: number, rate: number): number {
  return Math.ceil(answers / rate);
}
