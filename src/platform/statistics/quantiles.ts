import library from 'jstat';

const { normal, studentt, chisquare, beta } = library.jStat;

/** Lower and upper bound. */
export type Interval = [low: number, high: number];

/** How many standard errors a 95 % interval reaches on each side. */
export const Z_95 = normal.inv(0.975, 0, 1);

/** The same for another confidence, 0.9 say. */
export function reachOf(confidence: number): number {
  return normal.inv((1 + confidence) / 2, 0, 1);
}

/** The same reach for a mean, whose spread is itself estimated. */
export function t95(degreesOfFreedom: number): number {
  return studentt.inv(0.975, degreesOfFreedom);
}

/** The p-value, both sides, of a difference of z standard errors. */
export function twoSidedP(z: number): number {
  return 2 * (1 - normal.cdf(Math.abs(z), 0, 1));
}

/** The value that a share following Beta(a, b) is below with probability p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return beta.inv(p, a, b);
}

/** The p-value of a chi-square statistic: how often chance alone gives so much or more. */
export function chiSquareP(statistic: number, degreesOfFreedom: number): number {
  return 1 - chisquare.cdf(statistic, degreesOfFreedom);
}
