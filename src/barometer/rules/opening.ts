import { nextWave, type Drawn } from './order.ts';
import type { Programme } from './programme.ts';
import { datesOf, daysBetween, daysLater } from './schedule.ts';

/** Where the next wave stands: long before its day, in the week before it, on it or little later, or too long after it. */
export type Nearness = 'far' | 'soon' | 'due' | 'passed';

export interface NextOpening {
  readonly number: number;
  /** The first moment of the day it is planned for. */
  readonly at: Date;
  readonly nearness: Nearness;
}

type Calendar = Pick<Programme, 'start' | 'wavesPerCycle' | 'spreadDays' | 'population'>;

/** How long before its day a wave is spoken of. */
const SOON_DAYS = 7;
/** After an outage, or once what stood against it is mended, it opens by itself so many days late at most: the year stays spread. */
export const LATEST_DAYS = 7;

/** The next wave of a programme and how near its day is. @param waves those that were made, in their order */
export function nextOpening(programme: Calendar, waves: readonly Drawn[], now: Date): NextOpening {
  const number = nextWave(programme, waves, now);
  const { opensAt: at } = datesOf(programme, number);
  return { number, at, nearness: nearnessOf(at, now) };
}

function nearnessOf(at: Date, now: Date): Nearness {
  if (now < at) return daysBetween(now, at) <= SOON_DAYS ? 'soon' : 'far';
  return now < daysLater(at, LATEST_DAYS) ? 'due' : 'passed';
}

/** Why a wave could not open by itself. */
export interface Refusal {
  readonly wave: number;
  readonly reason: string;
  readonly about: string | null;
  readonly params: Readonly<Record<string, number>>;
  readonly tryAt: Date;
}

/** When the programme is to be looked at again; null when its next wave is left to somebody's hand. */
export function lookAt(
  { at, number, nearness }: NextOpening,
  refusal: Pick<Refusal, 'wave' | 'tryAt'> | null,
): Date | null {
  if (nearness === 'passed') return null;
  return refusal?.wave === number ? refusal.tryAt : at;
}
