import type { Difference } from '#platform/statistics';
import { drivers, type Drivers } from './drivers.ts';
import type { Estimate } from './estimate.ts';
import { lateAnswers, sameRates, type LateAnswers } from './nonresponse.ts';
import { waveChange } from './wave-change.ts';
import { countedStrata, figureOf, shown, strataOf, type WaveData } from './wave-data.ts';
import { groupFigures, tookPart, type GroupFigure, type TookPart } from './wave-groups.ts';
import { sameMeasure, type driversOf, type WaveMeasure } from './wave-measures.ts';
import { effectiveSize, weigh, type Weighting } from './weights.ts';

export interface Figure extends Omit<Estimate, 'influence'> {
  readonly key: string;
  /** Since the wave before; null when there is none to compare with. */
  readonly change: Difference | null;
}

export interface Reading {
  readonly weighting: Weighting;
  readonly nEffective: number;
  readonly figures: readonly Figure[];
  /** By the measure that is asked about. */
  readonly groups: readonly GroupFigure[];
  /** Who answered at all, group by group. */
  readonly tookPart: readonly TookPart[];
  /** How often chance alone would make the response rates of strata differ so much. */
  readonly sameRates: number | null;
  /** By the measure that is asked about. */
  readonly late: LateAnswers | null;
  readonly drivers: Drivers | null;
}

export interface Asking {
  readonly minimum: number;
  readonly explained: ReturnType<typeof driversOf>;
  /** Whose groups are wanted: the overall score, unless said. */
  readonly about?: WaveMeasure | undefined;
  /** What the wave before measured: the same, unless said. */
  readonly earlier?: readonly WaveMeasure[];
}

/** All the figures of a wave that may be shown: nothing of fewer answers than the minimum. The first measure is the overall score. */
export function readWave(
  wave: WaveData,
  before: WaveData | null,
  measures: readonly WaveMeasure[],
  { minimum, explained, about = measures[0], earlier = measures }: Asking,
): Reading {
  const weighting = weigh(strataOf(wave));
  const earlierWeighting = before && weigh(strataOf(before));
  const figures = measures.flatMap((measure) => {
    const now = figureOf(wave, weighting, measure);
    if (!now || now.estimate.n < minimum) return [];
    const same = sameMeasure(earlier, measure);
    const then = before && earlierWeighting && same ? figureOf(before, earlierWeighting, same) : null;
    const change = then && then.estimate.n >= minimum ? waveChange(then, now) : null;
    return [{ key: measure.key, ...shown(now.estimate), change }];
  });
  const seen = about !== undefined && wave.answers.length >= minimum;
  const weights = wave.answers.map(({ stratum }) => weighting.weights.get(stratum) ?? 1);
  return {
    weighting,
    nEffective: effectiveSize(weights),
    figures,
    groups: groupFigures(wave, weighting, about ?? null, minimum),
    tookPart: tookPart(wave, minimum),
    sameRates: sameRates(countedStrata(wave)),
    late: seen ? lateAnswers(about.kind, timed(wave, about), weighting) : null,
    drivers: seen && explained ? driversIn(wave, weighting, explained) : null,
  };
}

/** One measure of one wave, alone: for a trend. Null under the minimum. */
export function readScore(wave: WaveData, measure: WaveMeasure, minimum: number): Omit<Estimate, 'influence'> | null {
  const found = figureOf(wave, weigh(strataOf(wave)), measure);
  return found && found.estimate.n >= minimum ? shown(found.estimate) : null;
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
