import type { WaveState } from './lifecycle.ts';
import type { Obstacle } from './obstacles.ts';
import type { Population, Programme } from './programme.ts';
import { cycleStart, datesOf, daysBetween, placeOf } from './schedule.ts';

/** The few fields of a wave that matter here. */
export interface Drawn {
  readonly number: number;
  readonly state: WaveState;
  readonly drawnAt: Date | null;
  /** The end of the day of its last batch, as planned. */
  readonly lastBatchAt: Date;
  /** Whom it was drawn from; null where that was not kept. */
  readonly population: Population | null;
}

type Calendar = Pick<Programme, 'start' | 'wavesPerCycle' | 'spreadDays' | 'population'>;

/** Opening sooner than this before its date is worth a question. */
const EARLY_DAYS = 7;

/**
 * The wave that comes next: after the last that was drawn, or the first of the cycle under way when what was left of the one before
 * was never opened. @param waves those that were made, in their order
 */
export function nextWave(programme: Calendar, waves: readonly Drawn[], now: Date): number {
  const last = lastDrawn(waves);
  const { cycle } = placeOf(last + 1, programme.wavesPerCycle);
  if (now < startOfCycle(programme, cycle + 1)) return last + 1;
  let current = cycle + 1;
  while (now >= startOfCycle(programme, current + 1)) current += 1;
  return (current - 1) * programme.wavesPerCycle + 1;
}

/** Later waves than this are not known yet. */
export function farthestWave(programme: Calendar, waves: readonly Drawn[], now: Date): number {
  return nextWave(programme, waves, now) - 1 + programme.wavesPerCycle;
}

/**
 * What the order of waves says against opening this one.
 * - In a cycle they are drawn one after another: each leaves out whom the ones before have asked.
 * - A cycle is a year in which nobody is asked twice: the next begins when it is over, and then it takes no more waves.
 * - While another still sends, both would be sent at once; one that only awaits answers disturbs nobody. Long before its date,
 *   the year is not spread as planned.
 * - A population changed in mid-cycle holds from the next draw on: the waves of the cycle then stand for different bases.
 */
export function orderObstacles(number: number, programme: Calendar, waves: readonly Drawn[], now: Date): Obstacle[] {
  const { cycle, turn } = placeOf(number, programme.wavesPerCycle);
  const first = number - turn;
  const missing = Array.from({ length: turn }, (_, n) => first + n).find((one) => !isDrawn(waves, one));
  const begins = startOfCycle(programme, cycle);
  const sending = waves.find((wave) => wave.number !== number && stillSends(wave, now));
  const early = daysBetween(now, datesOf(programme, number).opensAt);
  const before = waves.findLast((wave) => wave.number >= first && wave.number < number && wave.drawnAt !== null);
  return [
    ...(missing === undefined ? [] : [obstacle('earlier-not-drawn', { number: missing }, true)]),
    ...(cycle > 1 && now < begins ? [obstacle('cycle-not-over', { days: daysBetween(now, begins) }, true)] : []),
    ...(lastDrawn(waves) >= first + programme.wavesPerCycle ? [obstacle('cycle-over', { cycle }, true)] : []),
    ...(sending ? [obstacle('wave-still-open', { number: sending.number })] : []),
    ...(early > EARLY_DAYS && (cycle === 1 || now >= begins) ? [obstacle('early', { days: early })] : []),
    ...(before?.population && !samePopulation(before.population, programme.population)
      ? [obstacle('population-changed', { number: before.number })]
      : []),
  ];
}

function stillSends({ state, lastBatchAt }: Drawn, now: Date): boolean {
  return state === 'paused' || (state === 'open' && now <= lastBatchAt);
}

/** Same people, in whatever order they are written. */
function samePopulation(one: Population, other: Population): boolean {
  const written = ({ segments, sites, minSeniorityDays }: Population) =>
    JSON.stringify([segments ? [...segments].sort() : null, sites ? [...sites].sort() : null, minSeniorityDays]);
  return written(one) === written(other);
}

function startOfCycle(programme: Calendar, cycle: number): Date {
  return datesOf({ ...programme, start: cycleStart(programme.start, cycle) }, 1).opensAt;
}

function lastDrawn(waves: readonly Drawn[]): number {
  return Math.max(0, ...waves.filter(({ drawnAt }) => drawnAt !== null).map(({ number }) => number));
}

function isDrawn(waves: readonly Drawn[], number: number): boolean {
  return waves.some((wave) => wave.number === number && wave.drawnAt !== null);
}

function obstacle(code: Obstacle['code'], params: Obstacle['params'], blocks = false): Obstacle {
  return { code, about: null, params, blocks };
}
