import { grouped } from './grouped.ts';

/** A stratum of the customer base as the wave drew it: how many customers it has, how many of them answered. */
export interface Stratum {
  readonly key: string;
  /** Its value on each dimension the strata are made of, the most important first. */
  readonly levels: readonly string[];
  readonly population: number;
  readonly answers: number;
  /** How many customers one who was asked stands for, by the draw; 1 for all where it is not said. */
  readonly design?: number;
}

/** `cells`: each stratum, or each group of joined ones, is brought to its share; `margins`: each level of each dimension is. */
export type Method = 'cells' | 'margins';

export interface Weighting {
  readonly method: Method;
  /** Of an answer of the stratum; 1 on average over the answers. */
  readonly weights: ReadonlyMap<string, number>;
  /** The groups each stratum was brought to its share in: its cell, or its level on each dimension. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Where the error is counted: strata, joined until an answer is never alone. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Strata read together because too few answered, by their keys. */
  readonly joined: readonly (readonly string[])[];
  /** Answers whose weight was cut to the limits. */
  readonly trimmed: number;
}

export interface Cell {
  readonly name: string;
  readonly population: number;
  readonly answers: number;
}

/** Fewer answers than this do not carry a stratum's whole weight. */
const FEWEST_IN_CELL = 20;
/** No answer counts for less or more than these times the average answer. Source: domain 1.8. */
const WEIGHT_LIMITS = [0.3, 3] as const;
const FEWEST_FOR_ERROR = 2;

/**
 * Weights that bring the answers to the customer base.
 * - Each stratum counts for its share of the base: weight = share of base / share of answers.
 * - Where a stratum has fewer than 20 answers, but every level of every dimension has 20: raking to the levels.
 * - Else strata are joined, the one with fewest answers first, to the nearest: most levels in common from the first on, then
 *   fewest answers, then the order of keys.
 * - Weights are cut to 0.3 and 3 times the average, then brought back to 1 on average.
 */
export function weigh(strata: readonly Stratum[]): Weighting {
  const known = strata.filter(({ population, answers }) => population > 0 || answers > 0);
  const few = known.some(({ answers }) => answers < FEWEST_IN_CELL);
  const raked = few && levelsCarry(known) ? rake(known) : null;
  const groups = raked ? null : join(known, FEWEST_IN_CELL);
  const plain = raked ?? cellWeights(groups ?? []);
  const { weights, trimmed } = trim(known, plain);
  return {
    method: raked ? 'margins' : 'cells',
    weights,
    groups: raked ? new Map(known.map(({ key, levels }) => [key, levels.map(levelName)])) : named(groups ?? []),
    cells: cellsOf(groups ?? join(known, FEWEST_FOR_ERROR)),
    joined: (groups ?? []).filter((group) => group.length > 1).map((group) => group.map(({ key }) => key)),
    trimmed,
  };
}

/** Joins strata until each group has that many answers, or one group is left. */
export function join(strata: readonly Stratum[], fewest: number): Stratum[][] {
  const groups = strata.map((one) => [one]);
  for (;;) {
    const [smallest] = groups.filter((group) => answersOf(group) < fewest).sort(byAnswers);
    if (!smallest || groups.length === 1) return groups;
    const [nearest] = groups
      .filter((group) => group !== smallest)
      .sort((a, b) => nearness(smallest, b) - nearness(smallest, a) || byAnswers(a, b));
    if (!nearest) return groups;
    groups.splice(groups.indexOf(smallest), 1);
    nearest.push(...smallest);
  }
}

/**
 * Iterative proportional fitting: the weight of each stratum with which every level of every dimension has its share of the base.
 * It begins with the weights of the draw: what the margins leave open, strata drawn more densely, stays as it was drawn.
 * Null when it does not settle (levels that answered never meet).
 */
export function rake(strata: readonly Stratum[], rounds = 500): Map<string, number> | null {
  const base = sum(strata.map(({ population }) => population));
  const all = sum(strata.map(({ answers }) => answers));
  const weights = new Map(strata.map(({ key, design = 1 }) => [key, design]));
  const margins = marginsOf(strata);
  for (let round = 0; round < rounds; round++) {
    let worst = 0;
    for (const level of margins) {
      const target = (all * sum(level.map(({ population }) => population))) / base;
      const now = sum(level.map(({ key, answers }) => answers * (weights.get(key) ?? 1)));
      const factor = now > 0 ? target / now : 1;
      for (const { key } of level) weights.set(key, (weights.get(key) ?? 1) * factor);
      worst = Math.max(worst, Math.abs(factor - 1));
    }
    if (worst < 1e-12) return weights;
  }
  return null;
}

/** Kish: how many answers of equal weight would tell as much. 0 without answers. */
export function effectiveSize(weights: readonly number[]): number {
  const total = sum(weights);
  return total === 0 ? 0 : total ** 2 / sum(weights.map((weight) => weight ** 2));
}

function levelsCarry(strata: readonly Stratum[]): boolean {
  const dimensions = strata[0]?.levels.length ?? 0;
  return dimensions > 1 && marginsOf(strata).every((level) => answersOf(level) >= FEWEST_IN_CELL);
}

/** The strata of each level, dimension by dimension. */
function marginsOf(strata: readonly Stratum[]): Stratum[][] {
  const dimensions = strata[0]?.levels.length ?? 0;
  return Array.from({ length: dimensions }, (_, at) => [
    ...grouped(strata, ({ levels }) => levels[at] ?? '').values(),
  ]).flat();
}

function cellWeights(groups: readonly (readonly Stratum[])[]): Map<string, number> {
  const base = sum(groups.flat().map(({ population }) => population));
  const all = sum(groups.flat().map(({ answers }) => answers));
  const weights = new Map<string, number>();
  for (const group of groups) {
    const [population, answers] = [sum(group.map((one) => one.population)), answersOf(group)];
    const weight = base > 0 && answers > 0 ? population / base / (answers / all) : 1;
    for (const { key } of group) weights.set(key, weight);
  }
  return weights;
}

function trim(strata: readonly Stratum[], plain: ReadonlyMap<string, number>) {
  const [low, high] = WEIGHT_LIMITS;
  const all = answersOf(strata);
  const weightOf = (key: string) => plain.get(key) ?? 1;
  const mean = all > 0 ? sum(strata.map(({ key, answers }) => answers * weightOf(key))) / all : 1;
  const cut = new Map(strata.map(({ key }) => [key, Math.min(high, Math.max(low, weightOf(key) / mean))]));
  const after = all > 0 ? sum(strata.map(({ key, answers }) => answers * (cut.get(key) ?? 1))) / all : 1;
  const beyond = strata.filter(({ key }) => Math.abs((cut.get(key) ?? 1) - weightOf(key) / mean) > 1e-9);
  return {
    weights: new Map([...cut].map(([key, weight]) => [key, weight / after])),
    trimmed: answersOf(beyond),
  };
}

function cellsOf(groups: readonly (readonly Stratum[])[]): Map<string, Cell> {
  return new Map(
    groups.flatMap((group) => {
      const population = sum(group.map((one) => one.population));
      const cell = { name: group[0]?.key ?? '', population, answers: answersOf(group) };
      return group.map(({ key }) => [key, cell] as const);
    }),
  );
}

function named(groups: readonly (readonly Stratum[])[]): Map<string, string[]> {
  return new Map(groups.flatMap((group) => group.map(({ key }) => [key, [group[0]?.key ?? '']] as const)));
}

function levelName(level: string, dimension: number): string {
  return `${dimension}:${level}`;
}

function nearness(to: readonly Stratum[], group: readonly Stratum[]): number {
  const [wanted, found] = [to[0]?.levels ?? [], group[0]?.levels ?? []];
  const differs = wanted.findIndex((level, at) => level !== found[at]);
  return differs === -1 ? wanted.length : differs;
}

function byAnswers(a: readonly Stratum[], b: readonly Stratum[]): number {
  const [keyA, keyB] = [a[0]?.key ?? '', b[0]?.key ?? ''];
  return answersOf(a) - answersOf(b) || (keyA < keyB ? -1 : 1);
}

function answersOf(group: readonly Stratum[]): number {
  return sum(group.map(({ answers }) => answers));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
