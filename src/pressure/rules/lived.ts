import { localDayOf } from '#platform/calendar';
import type { DatedPlace } from './limits.ts';

/** What became of a place in truth: whoever is asked in the replay too does as they did. Instants in ms. */
export interface Past {
  /** When its message went out, where that was not when it was planned for. */
  readonly sentAt?: number | null | undefined;
  readonly releasedAt: number | null;
  readonly answeredAt: number | null;
  readonly reminders: readonly number[];
}

/** What happened to a person, as recorded. Instants in ms; people and customers as numbers, the same for the same. */
export interface Happening {
  readonly person: number;
  readonly customer: number;
  readonly at: number;
  /** When its message was planned for; at once, if not said. */
  readonly goesAt?: number | null | undefined;
  /** Null: not about a touchpoint, a barometer. */
  readonly touchpoint: string | null;
  readonly temperature: string;
  readonly channel: string;
  /** Tried in order, where only a rule about the channel stops it. */
  readonly otherChannels?: readonly string[] | undefined;
  readonly zone: string;
  readonly site: string | null;
  readonly priority: number;
  /** The rule before pressure that settled it, whatever the policy; null when pressure had its say. */
  readonly settledBy: string | null;
  /** When it took place; when it was decided, if not said. */
  readonly occurredAt?: number | undefined;
  /** Until when it may wait for a place. */
  readonly waitsUntil: number;
  /** When, after a wait, it got its place in truth; null when it got none. */
  readonly placedAt?: number | null | undefined;
  readonly past: Past | null;
}

export interface Place extends DatedPlace {
  day: number;
  reminders: readonly number[];
  answered: number | null;
  goesAt: number;
  readonly past: Past | null;
}

export interface Waiting {
  readonly happening: Happening;
  /** The same, on the channel on which it waits. */
  readonly wish: Happening;
  readonly rule: string;
  tryAt: number;
}

export interface Person {
  zone: string;
  places: Place[];
  waiting: Waiting[];
  /** The next moment at which something becomes of a place or a wait. */
  next: number;
}

/** @returns whether the place was given back by then. */
export function come(place: Place, zone: string, moment: number): boolean {
  const { past } = place;
  if (!past) return false;
  if (past.releasedAt !== null && past.releasedAt <= moment) return true;
  date(place, past, zone, moment);
  return false;
}

/** The next moment after that at which something becomes of a place or a wait. */
export function nextMoment({ places, waiting }: Person, after: number): number {
  let next = Infinity;
  for (const { past } of places) if (past) next = Math.min(next, nextOf(past, after));
  for (const { tryAt } of waiting) next = Math.min(next, tryAt);
  return next;
}

/** The next moment after that at which something becomes of a place. */
export function nextOf({ sentAt = null, releasedAt, answeredAt, reminders }: Past, after: number): number {
  let next = sentAt !== null && sentAt > after ? sentAt : Infinity;
  if (releasedAt !== null && releasedAt > after && releasedAt < next) next = releasedAt;
  if (answeredAt !== null && answeredAt > after && answeredAt < next) next = answeredAt;
  for (const at of reminders) if (at > after && at < next) next = at;
  return next;
}

/** Days are those of whoever is asked: in a household of two zones they are numbered anew for the other. */
export function redate(person: Person, zone: string, now: number): void {
  for (const place of person.places) {
    place.day = localDayOf(place.goesAt, zone);
    if (place.past) date(place, place.past, zone, now);
  }
  person.zone = zone;
}

/** What had come of a place by a moment, in the days of a zone. */
function date(place: Place, { sentAt = null, answeredAt, reminders }: Past, zone: string, moment: number): void {
  if (sentAt !== null && sentAt <= moment) [place.goesAt, place.day] = [sentAt, localDayOf(sentAt, zone)];
  if (answeredAt !== null && answeredAt <= moment) place.answered = localDayOf(answeredAt, zone);
  if (reminders.length > 0) place.reminders = reminders.filter((at) => at <= moment).map((at) => localDayOf(at, zone));
}
