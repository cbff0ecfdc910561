import type { Difference } from '#platform/statistics';
import { shownGroups, type Group } from './anonymity.ts';
import { drivers, type Drivers } from './drivers.ts';
import { estimate, type Answer, type Estimate } from './estimate.ts';
import { lateAnswers, participation, type LateAnswers, type Participation } from './nonresponse.ts';
import { groupDifference, holm, waveChange } from './wave-change.ts';
import type { driversOf, WaveMeasure } from './wave-measures.ts';
import { effectiveSize, weigh, type Stratum, type Weighting } from './weights.ts';

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

export interface Figure extends Omit<Estimate, 'influence'> {
  readonly key: string;
  /** Since the wave before; null when there is none to compare with. */
  readonly change: Difference | null;
}

export interface GroupFigure {
  /** The dimension, or `stratum`. */
  readonly by: string;
  readonly name: string;
  readonly population: number;
  readonly n: number;
  readonly rate: number | null;
  /** Null where too few answered, or where others would tell of them. */
  readonly figure: Omit<Estimate, 'influence'> | null;
  /** From all the others; `p` is of all groups of the same kind read together (Holm). */
  readonly difference: Difference | null;
}

export interface Reading {
  readonly weighting: Weighting;
  readonly nEffective: number;
  readonly figures: readonly Figure[];
  readonly groups: readonly GroupFigure[];
  readonly participation: { strata: Participation[]; p: number | null };
  readonly late: LateAnswers | null;
  readonly drivers: Drivers | null;
}

const SEPARATOR = ' / ';

/** All the figures of a wave that may be shown: nothing of fewer answers than the minimum. The first measure is the overall score. */
export function readWave(
  wave: WaveData,
  before: WaveData | null,
  measures: readonly WaveMeasure[],
  { minimum, explained }: { minimum: number; explained: ReturnType<typeof driversOf> },
): Reading {
  const weighting = weigh(strataOf(wave));
  const earlier = before && { wave: before, weighting: weigh(strataOf(before)) };
  const figures = measures.flatMap((measure) => {
    const now = figureOf(wave, weighting, measure);
    if (!now || now.estimate.n < minimum) return [];
    const then = earlier && figureOf(earlier.wave, earlier.weighting, measure);
    const change = then && then.estimate.n >= minimum ? waveChange(then, now) : null;
    return [{ key: measure.key, ...shown(now.estimate), change }];
  });
  const [overall] = measures;
  const seen = overall !== undefined && wave.answers.length >= minimum;
  const weights = wave.answers.map(({ stratum }) => weighting.weights.get(stratum) ?? 1);
  return {
    weighting,
    nEffective: effectiveSize(weights),
    figures,
    groups: groupFigures(wave, weighting, overall ?? null, minimum),
    participation: participation(countedStrata(wave)),
    late: seen ? lateAnswers(overall.kind, timed(wave, overall), weighting) : null,
    drivers: seen && explained ? driversIn(wave, weighting, explained) : null,
  };
}

/** One measure of one wave, alone: for a trend. Null under the minimum. */
export function readScore(wave: WaveData, measure: WaveMeasure, minimum: number): Omit<Estimate, 'influence'> | null {
  const found = figureOf(wave, weigh(strataOf(wave)), measure);
  return found && found.estimate.n >= minimum ? shown(found.estimate) : null;
}

function figureOf(wave: WaveData, weighting: Weighting, measure: WaveMeasure, within?: ReadonlySet<string>) {
  const answers: Answer[] = wave.answers.map(({ person, stratum, answers: given }) => ({
    person,
    stratum,
    value: within && !within.has(stratum) ? null : measure.of(given),
  }));
  const found = estimate(measure.kind, answers, weighting);
  return found && { estimate: found, answers, weighting };
}

function shown({ influence: _, ...rest }: Estimate): Omit<Estimate, 'influence'> {
  return rest;
}

function groupFigures(
  wave: WaveData,
  weighting: Weighting,
  measure: WaveMeasure | null,
  minimum: number,
): GroupFigure[] {
  if (wave.dimensions.length === 0) return [];
  const counted = countedStrata(wave);
  const answered = new Map(counted.map(({ key }) => [key, 0]));
  for (const { stratum, answers } of wave.answers) {
    if (measure && measure.of(answers) !== null) answered.set(stratum, (answered.get(stratum) ?? 0) + 1);
  }
  const families = familiesOf(wave);
  const open = shownGroups(answered, families, minimum);
  return families.flatMap((family) => {
    const found = family.map((group): GroupFigure => {
      const its = counted.filter(({ key }) => group.parts.includes(key));
      const sum = (of: (one: (typeof its)[number]) => number) => its.reduce((total, one) => total + of(one), 0);
      const asked = sum((one) => one.asked);
      const base = {
        ...{ by: group.by, name: group.label, population: sum((one) => one.population) },
        ...{ n: sum((one) => answered.get(one.key) ?? 0), rate: asked > 0 ? sum((one) => one.answers) / asked : null },
      };
      if (!measure || !open.has(group.name)) return { ...base, figure: null, difference: null };
      return { ...base, ...comparedOf(wave, weighting, measure, new Set(group.parts), minimum) };
    });
    return heldTogether(found);
  });
}

function comparedOf(
  wave: WaveData,
  weighting: Weighting,
  measure: WaveMeasure,
  inside: ReadonlySet<string>,
  minimum: number,
): Pick<GroupFigure, 'figure' | 'difference'> {
  const found = figureOf(wave, weighting, measure, inside);
  if (!found) return { figure: null, difference: null };
  const outside = new Set(wave.strata.map(({ key }) => key).filter((key) => !inside.has(key)));
  const others = figureOf(wave, weighting, measure, outside);
  const difference =
    others && others.estimate.n >= minimum ? groupDifference(found.estimate, others.estimate, found) : null;
  return { figure: shown(found.estimate), difference };
}

/** The p-values of one kind of groups, read together. */
function heldTogether(groups: readonly GroupFigure[]): GroupFigure[] {
  const adjusted = holm(groups.flatMap(({ difference }) => (difference ? [difference.p] : [])));
  let at = 0;
  return groups.map((group) =>
    group.difference ? { ...group, difference: { ...group.difference, p: adjusted[at++] ?? 1 } } : group,
  );
}

/** Each dimension's levels, then the strata themselves where there are several dimensions. */
function familiesOf({ strata, dimensions }: WaveData): (Group & { by: string; label: string })[][] {
  const byLevel = dimensions.map((by, at) => {
    const levels = [...new Set(strata.map(({ key }) => levelsOf(key, dimensions.length)[at] ?? key))];
    return levels.map((label) => ({
      ...{ by, label, name: `${by}:${label}` },
      parts: strata.flatMap(({ key }) => ((levelsOf(key, dimensions.length)[at] ?? key) === label ? [key] : [])),
    }));
  });
  if (dimensions.length < 2) return byLevel;
  return [...byLevel, strata.map(({ key }) => ({ by: 'stratum', label: key, name: `stratum:${key}`, parts: [key] }))];
}

/** `premium / lyon-2` as its levels. */
export function levelsOf(stratum: string, dimensions: number): string[] {
  const levels = stratum.split(SEPARATOR);
  return levels.length === dimensions ? levels : [stratum];
}

function countedStrata({ strata, answers }: WaveData) {
  const given = new Map<string, number>();
  for (const { stratum } of answers) given.set(stratum, (given.get(stratum) ?? 0) + 1);
  return strata.map((one) => ({ ...one, answers: given.get(one.key) ?? 0 }));
}

function strataOf(wave: WaveData): Stratum[] {
  return countedStrata(wave).map(({ key, population, answers }) => ({
    ...{ key, population, answers },
    levels: levelsOf(key, wave.dimensions.length),
  }));
}

function timed(wave: WaveData, measure: WaveMeasure) {
  return wave.answers.map(({ person, stratum, answers, afterHours }) => ({
    ...{ person, stratum, afterHours },
    value: measure.of(answers),
  }));
}

/** The seed of the intervals: the same wave gives the same drawing. */
const SEED = 20_270_101;

function driversIn(
  { answers }: WaveData,
  weighting: Weighting,
  { overall, items }: NonNullable<ReturnType<typeof driversOf>>,
): Drivers | null {
  const people = answers.flatMap(({ stratum, answers: given }) => {
    const score = overall.markOf(given);
    const marks = items.flatMap(({ markOf }) => markOf(given) ?? []);
    return score !== null && marks.length === items.length ? [{ stratum, overall: score, marks }] : [];
  });
  return drivers(people, weighting, SEED);
}
