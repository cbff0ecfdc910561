import { localDayOf, startOfLocalDay } from '#platform/calendar';
import { compile, type Limit } from './limits.ts';
import { lookBackDays } from './judge.ts';
import { come, nextMoment, nextOf, redate, type Happening, type Person, type Waiting } from './lived.ts';
import type { PressureRule } from './policy.ts';
import { Tally, type ReplayFigures } from './tally.ts';
import { weigh, type Standing } from './weigh.ts';
import { worthOf, type Answers } from './worth.ts';

export type { Happening, Past } from './lived.ts';

export type Replayed =
  { readonly outcome: 'asked' | 'settled' } | { readonly outcome: 'waiting' | 'refused'; readonly rule: string };

/** An answer and reminders come no later than that after a place was taken. */
const LONGEST_LIFE_DAYS = 100;
const NONE: readonly number[] = [];
const NO_ANSWERS: Answers = { n: 0, happy: 0 };
const ASKED: Replayed = { outcome: 'asked' };
const SETTLED: Replayed = { outcome: 'settled' };

/**
 * What a policy would have done, in the order of time, by the very rules that decide today.
 * - A place that was taken in truth, too, is answered, reminded of and given back as it was; of others nothing is known.
 * - Who waits is asked on the first day with room; of several, whoever got a place by that day in truth, then whoever teaches most.
 * - Figures add up: everything that happened is sent, waits still, or is counted under the rule that settled it.
 */
export class Replay {
  readonly #limits: readonly Limit[];
  /** Those that say nothing of a channel. */
  readonly #onAnyWay: readonly Limit[];
  readonly #keptDays: number;
  readonly #people: (Person | undefined)[] = [];
  readonly #tally = new Tally();

  /** @param answers of late, by touchpoint: what is known already. @param placed hears of each that waited and gets its place. */
  constructor(
    rules: readonly PressureRule[],
    private readonly answers: ReadonlyMap<string, Answers> = new Map(),
    private readonly placed: (happening: Happening) => void = () => undefined,
  ) {
    this.#limits = compile(rules);
    this.#onAnyWay = compile(rules.filter(({ scope }) => !scope.startsWith('channel:')));
    this.#keptDays = lookBackDays(rules) + LONGEST_LIFE_DAYS;
  }

  /** A place taken before, or by what no interaction led to: it counts, and is in no figure. */
  given(happening: Happening): void {
    const person = this.#personOf(happening);
    if (person.next <= happening.at) this.#catchUp(person, happening.at);
    this.#take(person, happening, happening.at);
  }

  hear(happening: Happening): Replayed {
    this.#tally.met(happening);
    const { at, settledBy } = happening;
    if (settledBy !== null) {
      this.#tally.stopped(happening, settledBy);
      return SETTLED;
    }
    const person = this.#personOf(happening);
    if (person.next <= at) this.#catchUp(person, at);
    this.#forget(person, localDayOf(at, person.zone));
    const day = localDayOf(goesAt(happening, at), person.zone);
    const { wish, standing } = this.#standingOf(happening, person, day);
    const { limit, until, waits } = standing;
    if (limit === null) {
      this.#ask(person, wish, at);
      return ASKED;
    }
    if (waits) {
      const tryAt = Math.min(this.#instantOf(until, person.zone), happening.waitsUntil);
      person.waiting.push({ happening, wish, rule: limit.key, tryAt });
      person.next = Math.min(person.next, tryAt);
      return { outcome: 'waiting', rule: limit.key };
    }
    this.#tally.stopped(happening, limit.key);
    return { outcome: 'refused', rule: limit.key };
  }

  /** At the end. @param until whoever waits is waited for until then; to the end of every wait, if not said. */
  figures(until = Infinity): ReplayFigures {
    let waiting = 0;
    for (const person of this.#people)
      if (person && person.waiting.length > 0) {
        this.#catchUp(person, until);
        waiting += person.waiting.length;
      }
    return this.#tally.figures(waiting);
  }

  #personOf({ person: number, zone, at }: Happening): Person {
    const known = this.#people[number];
    if (!known) return (this.#people[number] = { zone, places: [], waiting: [], next: Infinity });
    if (known.zone !== zone) redate(known, zone, at);
    return known;
  }

  /** Whom only rules about the channel stop is asked on the next one before being dropped. */
  #standingOf(wish: Happening, person: Person, day: number): { wish: Happening; standing: Standing } {
    const standing = weigh(this.#limits, wish, person.places, day);
    const [channel, ...otherChannels] = wish.otherChannels ?? [];
    if (standing.limit === null || standing.waits || channel === undefined) return { wish, standing };
    if (weigh(this.#onAnyWay, wish, person.places, day).limit !== null) return { wish, standing };
    return this.#standingOf({ ...wish, channel, otherChannels }, person, day);
  }

  #ask(person: Person, happening: Happening, at: number): void {
    this.#take(person, happening, at);
    this.#tally.asked(happening);
  }

  #take(person: Person, happening: Happening, at: number): void {
    const { customer, touchpoint, temperature, channel, past } = happening;
    const goes = goesAt(happening, at);
    const day = localDayOf(goes, person.zone);
    const kind = { customer, touchpoint, temperature, channel };
    person.places.push({ ...kind, day, goesAt: goes, reminders: NONE, answered: null, past });
    if (past) person.next = Math.min(person.next, nextOf(past, -Infinity));
  }

  /** All that came of places and waits up to a moment, in its order. */
  #catchUp(person: Person, now: number): void {
    while (person.next <= now && person.next !== Infinity) {
      const moment = person.next;
      const before = person.places.length;
      person.places = person.places.filter((place) => !come(place, person.zone, moment));
      if (person.waiting.length > 0) this.#tryWaiting(person, moment, person.places.length < before);
      person.next = nextMoment(person, moment);
    }
  }

  #tryWaiting(person: Person, moment: number, freed: boolean): void {
    const today = localDayOf(moment, person.zone);
    const due = person.waiting.filter(({ tryAt }) => freed || tryAt <= moment);
    const placedBy = ({ happening: { placedAt } }: Waiting) =>
      typeof placedAt === 'number' && localDayOf(placedAt, person.zone) <= today ? placedAt : Infinity;
    if (due.length > 1)
      due.sort(
        (a, b) =>
          ascending(placedBy(a), placedBy(b)) || this.#worthOf(b, person, moment) - this.#worthOf(a, person, moment),
      );
    for (const one of due) {
      const { happening, wish, rule } = one;
      if (happening.waitsUntil <= moment) {
        person.waiting.splice(person.waiting.indexOf(one), 1);
        this.#tally.stopped(happening, rule);
        continue;
      }
      const day = localDayOf(goesAt(happening, moment), person.zone);
      const { limit, until } = weigh(this.#limits, wish, person.places, day);
      if (limit === null) {
        person.waiting.splice(person.waiting.indexOf(one), 1);
        this.#ask(person, wish, moment);
        this.placed(happening);
      } else one.tryAt = Math.min(this.#instantOf(until, person.zone), happening.waitsUntil);
    }
  }

  #worthOf(
    { happening: { touchpoint, priority, at, occurredAt = at, waitsUntil } }: Waiting,
    { places }: Person,
    moment: number,
  ): number {
    const askedBefore = places.filter((place) => place.touchpoint === touchpoint).length;
    const waited = waitsUntil > occurredAt ? (moment - occurredAt) / (waitsUntil - occurredAt) : 1;
    const answers = this.answers.get(touchpoint ?? '') ?? NO_ANSWERS;
    return worthOf({ answers, target: null, askedBefore, priority, waited }).score;
  }

  #instantOf(day: number, zone: string): number {
    return day === Infinity ? Infinity : startOfLocalDay(day, zone).getTime();
  }

  /** What no rule looks back on any more. */
  #forget(person: Person, today: number): void {
    const [first] = person.places;
    if (first && today - first.day > this.#keptDays)
      person.places = person.places.filter(({ day }) => today - day <= this.#keptDays);
  }
}

/** When the message of who gets a place at a moment goes out. */
function goesAt({ goesAt: planned }: Happening, at: number): number {
  return typeof planned === 'number' && planned > at ? planned : at;
}

function ascending(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
