import { wilson, type Difference, type Interval } from '#platform/statistics';
import { shownGroups, type Group } from './anonymity.ts';
import type { Estimate } from './estimate.ts';
import { groupDifference, holm } from './wave-change.ts';
import { countedStrata, figureOf, levelsOf, shown, strataOf, type WaveData, type Within } from './wave-data.ts';
import type { WaveMeasure } from './wave-measures.ts';
import { weigh, type Weighting } from './weights.ts';

export interface GroupFigure {
  /** The dimension, or `stratum`. */
  readonly by: string;
  readonly name: string;
  readonly population: number;
  readonly n: number;
  readonly rate: number | null;
  /** Its share of the base and of the answers, 0 to 1. */
  readonly ofBase: number;
  readonly ofAnswers: number;
  /** Null where too few answered, or where others would tell of them. */
  readonly figure: Omit<Estimate, 'influence'> | null;
  /** From all the others; `p` is of all groups of the same kind read together (Holm). */
  readonly difference: Difference | null;
}

/** How many of a group answered the wave, whatever they answered. */
export interface TookPart {
  /** The dimension, or `stratum`. */
  readonly by: string;
  readonly name: string;
  readonly population: number;
  /** Invitations that arrived. */
  readonly asked: number;
  /** Null where too few answered, or where others would tell of them. */
  readonly answers: number | null;
  /** 0 to 1, with its 95 % interval. */
  readonly rate: number | null;
  readonly ci: Interval | null;
}

/** A group whose answers may be shown, with the strata it is made of. */
export interface OpenGroup {
  readonly by: string;
  readonly name: string;
  readonly parts: readonly string[];
}

/** A group of people of a wave, beside all the others. */
export interface Compared {
  readonly name: string;
  readonly figure: Omit<Estimate, 'influence'>;
  /** From all the others; `p` is of all groups read together (Holm). */
  readonly difference: Difference;
}

/** Each group with at least the minimum of answers, and as many others to compare with. Groups may overlap. */
export function compareEach(
  wave: WaveData,
  measure: WaveMeasure,
  groups: readonly { name: string; people: ReadonlySet<string> }[],
  minimum: number,
): Compared[] {
  const weighting = weigh(strataOf(wave));
  const found = groups.flatMap(({ name, people }) => {
    const { figure, difference } = compared(wave, weighting, measure, minimum, ({ person }) => people.has(person));
    return figure && difference && figure.n >= minimum ? [{ name, figure, difference }] : [];
  });
  const adjusted = holm(found.map(({ difference }) => difference.p));
  return found.map((one, at) => ({ ...one, difference: { ...one.difference, p: adjusted[at] ?? 1 } }));
}

/** Each level of each dimension and each stratum that may be shown, beside all the others. */
export function groupFigures(
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
  return families.flatMap((family) =>
    heldTogether(
      family.map((group): GroupFigure => {
        const base = { by: group.by, name: group.label, ...partOf(group, counted, answered) };
        if (!measure || !open.has(group.name)) return { ...base, figure: null, difference: null };
        return {
          ...base,
          ...compared(wave, weighting, measure, minimum, ({ stratum }) => group.parts.includes(stratum)),
        };
      }),
    ),
  );
}

/** The levels and strata whose answers may be shown by themselves. */
export function openGroups(
  wave: { dimensions: readonly string[]; strata: readonly { key: string; answers: number }[] },
  minimum: number,
): OpenGroup[] {
  const families = familiesOf(wave);
  const open = shownGroups(new Map(wave.strata.map(({ key, answers }) => [key, answers])), families, minimum);
  return families
    .flat()
    .filter(({ name }) => open.has(name))
    .map(({ by, label, parts }) => ({ by, name: label, parts }));
}

/** Who answered, level by level and stratum by stratum. */
export function tookPart(wave: WaveData, minimum: number): TookPart[] {
  const counted = countedStrata(wave);
  const open = openGroups({ dimensions: wave.dimensions, strata: counted }, minimum);
  return familiesOf(wave)
    .flat()
    .map(({ by, label: name, parts }) => {
      const its = counted.filter(({ key }) => parts.includes(key));
      const sum = (of: (one: (typeof its)[number]) => number) => its.reduce((n, one) => n + of(one), 0);
      const [population, asked, answers] = [
        sum((one) => one.population),
        sum((one) => one.asked),
        sum((one) => one.answers),
      ];
      const seen = asked > 0 && open.some((one) => one.by === by && one.name === name);
      return {
        ...{ by, name, population, asked, answers: seen ? answers : null },
        ...{ rate: seen ? answers / asked : null, ci: seen ? wilson({ x: answers, n: asked }) : null },
      };
    });
}

/** How a group took part; `n` counts those who answered the question. */
function partOf(
  { parts }: Group,
  strata: ReturnType<typeof countedStrata>,
  answered: ReadonlyMap<string, number>,
): Pick<GroupFigure, 'population' | 'n' | 'rate' | 'ofBase' | 'ofAnswers'> {
  const its = strata.filter(({ key }) => parts.includes(key));
  const sum = (of: (one: (typeof its)[number]) => number, among = its) => among.reduce((n, one) => n + of(one), 0);
  const [population, asked, answers] = [
    sum((one) => one.population),
    sum((one) => one.asked),
    sum((one) => one.answers),
  ];
  return {
    population,
    n: sum((one) => answered.get(one.key) ?? 0),
    rate: asked > 0 ? answers / asked : null,
    ofBase:
      population /
      Math.max(
        1,
        sum((one) => one.population, strata),
      ),
    ofAnswers:
      answers /
      Math.max(
        1,
        sum((one) => one.answers, strata),
      ),
  };
}

function compared(
  wave: WaveData,
  weighting: Weighting,
  measure: WaveMeasure,
  minimum: number,
  inside: Within,
): Pick<GroupFigure, 'figure' | 'difference'> {
  const found = figureOf(wave, weighting, measure, inside);
  if (!found) return { figure: null, difference: null };
  const others = figureOf(wave, weighting, measure, (one) => !inside(one));
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
function familiesOf({
  strata,
  dimensions,
}: {
  readonly strata: readonly { readonly key: string }[];
  readonly dimensions: readonly string[];
}): (Group & { by: string; label: string })[][] {
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
