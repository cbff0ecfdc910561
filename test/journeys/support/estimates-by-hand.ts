/** The formulas of a stratified NPS as textbooks print them, apart from those of the product. */

/** 97.5th centile of the normal distribution. */
export const Z = 1.959963984540054;

interface Heard {
  readonly population: number;
  /** From 0 to 10. */
  readonly scores: readonly number[];
}

export interface Estimated {
  readonly n: number;
  readonly nEffective: number;
  /** In points, as all that follows. */
  readonly score: number;
  /** Of the base as it is: what of it was heard is known for sure. */
  readonly se: number;
  /** Of the opinion behind it, for comparisons. */
  readonly opinionSe: number;
  readonly ci: readonly [number, number];
}

/**
 * Each stratum counts for its share W of the base: score Σ W·x̄, variance Σ W²·s²/n·(1 − n/N), s² with n − 1; effective size
 * (Σw)²/Σw² with w = W/(share of answers); interval adjusted-Wald (three answers added, spread evenly) on a plain sample of that error.
 */
export function estimateByHand(strata: readonly Heard[]): Estimated {
  const base = total(strata.map(({ population }) => population));
  const n = total(strata.map(({ scores }) => scores.length));
  const parts = strata.map(({ population, scores }) => {
    const share = population / base;
    const marks = scores.map((score) => (score >= 9 ? 1 : score <= 6 ? -1 : 0));
    const mean = total(marks) / marks.length;
    const spread = total(marks.map((mark) => (mark - mean) ** 2)) / (marks.length - 1);
    const opinion = (share ** 2 * spread) / marks.length;
    const of = (wanted: number) => (share * marks.filter((mark) => mark === wanted).length) / marks.length;
    const weight = share / (marks.length / n);
    return {
      ...{ mean: share * mean, opinion, variance: opinion * (1 - marks.length / population) },
      ...{ promoters: of(1), detractors: of(-1), squares: marks.length * weight ** 2 },
    };
  });
  const sum = (of: (part: (typeof parts)[number]) => number) => total(parts.map(of));
  const [p, d] = [sum((one) => one.promoters), sum((one) => one.detractors)];
  const variance = sum((one) => one.variance);
  const size = (p + d - (p - d) ** 2) / variance;
  const [more, less] = [(p * size + 0.75) / (size + 3), (d * size + 0.75) / (size + 3)];
  const reach = Z * Math.sqrt((more + less - (more - less) ** 2) / (size + 3));
  return {
    ...{ n, nEffective: n ** 2 / sum((one) => one.squares), score: 100 * sum((one) => one.mean) },
    ...{ se: 100 * Math.sqrt(variance), opinionSe: 100 * Math.sqrt(sum((one) => one.opinion)) },
    ci: [100 * (more - less - reach), 100 * (more - less + reach)],
  };
}

/** Two-sided: the normal density beyond ±z, by Simpson's rule. */
export function pByHand(z: number): number {
  const from = Math.abs(z);
  const [steps, width] = [4_000, 12 / 4_000];
  const density = (x: number) => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const heights = Array.from({ length: steps + 1 }, (_, at) => {
    const times = at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2;
    return times * density(from + at * width);
  });
  return (2 * total(heights) * width) / 3;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
