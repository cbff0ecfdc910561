import { estimate, type Answer, type Estimate } from './estimate.ts';
import type { WaveMeasure } from './wave-measures.ts';
import type { Stratum, Weighting } from './weights.ts';

/** A wave as it was asked and answered. */
export interface WaveData {
  readonly strata: readonly { key: string; population: number; asked: number }[];
  /** Of the strata: what each part of a stratum's name is (`segment`, `site`). */
  readonly dimensions: readonly string[];
  readonly answers: readonly {
    person: string;
    stratum: string;
    answers: Readonly<Record<string, unknown>>;
    afterHours: number;
  }[];
}

const SEPARATOR = ' / ';

/** Whether an answer is of the group. */
export type Within = (answer: { person: string; stratum: string }) => boolean;

/** A figure with what it was made of; null of nobody. */
export function figureOf(wave: WaveData, weighting: Weighting, measure: WaveMeasure, within: Within = () => true) {
  const answers: Answer[] = wave.answers.map(({ person, stratum, answers: given }) => ({
    ...{ person, stratum },
    value: within({ person, stratum }) ? measure.of(given) : null,
  }));
  const found = estimate(measure.kind, answers, weighting);
  return found && { estimate: found, answers, weighting };
}

/** The figure without what each answer adds to it. */
export function shown({ influence: _, ...rest }: Estimate): Omit<Estimate, 'influence'> {
  return rest;
}

/** `premium / lyon-2` as its levels. */
export function levelsOf(stratum: string, dimensions: number): string[] {
  const levels = stratum.split(SEPARATOR);
  return levels.length === dimensions ? levels : [stratum];
}

/** The strata with how many answered of each. */
export function countedStrata({ strata, answers }: WaveData) {
  const given = new Map<string, number>();
  for (const { stratum } of answers) given.set(stratum, (given.get(stratum) ?? 0) + 1);
  return strata.map((one) => ({ ...one, answers: given.get(one.key) ?? 0 }));
}

export function strataOf(wave: WaveData): Stratum[] {
  return countedStrata(wave).map(({ key, population, asked, answers }) => ({
    ...{ key, population, answers, design: asked > 0 ? population / asked : 1 },
    levels: levelsOf(key, wave.dimensions.length),
  }));
}
