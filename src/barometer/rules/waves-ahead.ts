import { allocate } from './allocate.ts';
import type { Programme } from './programme.ts';
import { answersFor, invitationsFor, marginOf } from './sample-size.ts';

/** A stratum of the frame on the day of planning. */
export interface StratumState {
  readonly key: string;
  /** Eligible, whether or not they were asked earlier in the cycle. */
  readonly population: number;
  readonly available: number;
  readonly owed: number;
  /** Expected share of those asked that answers. */
  readonly rate: number;
  /** Of those available, whose first channel is SMS. */
  readonly bySms: number;
  /** Standard deviation of the overall score; undefined where nothing is known. */
  readonly deviation?: number | undefined;
}

export interface StratumPlan {
  readonly key: string;
  readonly population: number;
  readonly quota: number;
  readonly sample: number;
  readonly reserve: number;
  readonly expectedAnswers: number;
  /** Of a share at its worst, at the target's confidence: 0.03 is 3 points. */
  readonly expectedMarginOfError: number;
}

export interface WavePlan {
  readonly sample: number;
  readonly strata: StratumPlan[];
  readonly expectedAnswers: number;
  readonly expectedMarginOfError: number;
  /** Messages by SMS, the reserve and reminders left out. */
  readonly sms: number;
  /** The same, were the whole reserve called up. */
  readonly smsMost: number;
}

const USUAL_CONFIDENCE = 0.95;

/** Of every margin of a plan: the target's own, else the usual one. */
export function confidenceOf({ target }: Pick<Programme, 'target'>): number {
  return 'confidence' in target ? target.confidence : USUAL_CONFIDENCE;
}

/** Beside each sample, so many in reserve. */
const RESERVE = 0.2;

type Wishes = Pick<Programme, 'target' | 'allocation' | 'floor'>;

/** People one wave must ask for its target, before anything is short. */
export function wantedPerWave({ target }: Pick<Programme, 'target'>, strata: readonly StratumState[]): number {
  if ('perWave' in target) return target.perWave;
  const population = sum(strata, (one) => one.population);
  if (population === 0) return 0;
  const rate = sum(strata, (one) => one.population * one.rate) / population;
  return rate === 0 ? population : invitationsFor(answersFor(target, population), rate);
}

/** The waves still to be drawn in a cycle, if the base stayed as it is. */
export function wavesAhead(programme: Wishes, strata: readonly StratumState[], count: number): WavePlan[] {
  const wanted = wantedPerWave(programme, strata);
  let now = strata;
  return Array.from({ length: count }, () => {
    const plan = planWave(programme, now, wanted);
    now = now.map((one, n) => {
      const { sample = 0, quota = 0 } = plan.strata[n] ?? {};
      return { ...one, available: one.available - sample, owed: one.owed + quota - sample };
    });
    return plan;
  });
}

/** One wave: how many of each stratum are asked, and what may be expected of them. */
export function planWave(programme: Wishes, strata: readonly StratumState[], wanted: number): WavePlan {
  const { allocation, floor } = programme;
  const confidence = confidenceOf(programme);
  const shares = allocate(wanted, strata, allocation, floor);
  const plans = strata.map(({ key, population, available, rate }, n): StratumPlan => {
    const { quota, sample } = shares[n] ?? { quota: 0, sample: 0 };
    const reserve = Math.min(Math.ceil(sample * RESERVE), available - sample);
    const expected = sample * rate;
    const margin = marginOf(expected, population, confidence);
    return { key, population, quota, sample, reserve, expectedAnswers: expected, expectedMarginOfError: margin };
  });
  return {
    sample: sum(plans, ({ sample }) => sample),
    strata: plans,
    expectedAnswers: sum(plans, ({ expectedAnswers }) => expectedAnswers),
    expectedMarginOfError: marginOverStrata(plans),
    sms: sum(strata, (one, n) => bySms(one, plans[n]?.sample ?? 0)),
    smsMost: sum(strata, (one, n) => bySms(one, (plans[n]?.sample ?? 0) + (plans[n]?.reserve ?? 0))),
  };
}

/** Of so many people of a stratum, those asked by SMS. */
function bySms({ available, bySms: reached }: StratumState, people: number): number {
  return available === 0 ? 0 : (people * reached) / available;
}

/** Of the estimate weighted to the population: √Σ(Wₕ·eₕ)². A stratum of which nobody answers counts as the whole scale. */
export function marginOverStrata(plans: readonly Pick<StratumPlan, 'population' | 'expectedMarginOfError'>[]): number {
  const population = sum(plans, (one) => one.population);
  if (population === 0) return 1;
  const square = sum(plans, (one) => ((one.population / population) * one.expectedMarginOfError) ** 2);
  return Math.min(1, Math.sqrt(square));
}

function sum<T>(items: readonly T[], of: (item: T, n: number) => number): number {
  return items.reduce((total, item, n) => total + of(item, n), 0);
}
