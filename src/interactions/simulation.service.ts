import { Injectable } from '@nestjs/common';
import { CustomersHouseholds } from '#customers';
import {
  hopeFor,
  LONGEST_HELD_DAYS,
  lookBackDays,
  PressureHistory,
  Replay,
  type Happening,
  type PressureRule,
} from '#pressure';
import { SurveysService } from '#surveys';
import { Comparison, type Recorded, type Simulated } from './rules/agreement.ts';
import { Crowd } from './rules/crowd.ts';
import { SimulationsRepository, type Replayable } from './simulations.repository.ts';
import { LONGEST_WAIT_MS, msOf, type Touchpoint } from './rules/touchpoint.ts';
import { TouchpointsService } from './touchpoints.service.ts';

/** The policy in force, and what may come after it. */
export interface Policies {
  readonly current: readonly PressureRule[];
  readonly version: number;
  readonly draft: readonly PressureRule[];
}

/** What happened, as a replay hears it, with what was decided of it; null when pressure had no say. */
export interface Told {
  readonly happening: Happening;
  readonly recorded: Recorded | null;
}

interface Listener {
  readonly given: (place: Happening) => void;
  readonly hear: (told: Told) => void;
}

interface Known {
  readonly crowd: Crowd;
  readonly touchpoints: ReadonlyMap<string, Touchpoint & { readonly temperature: string; readonly maxAgeMs: number }>;
}

const PAGE = 20_000;
const DAY_MS = 86_400_000;
const LATELY_MS = 90 * DAY_MS;

/**
 * What happened, played again under two policies side by side, each as if it had been put in force when the period began: from
 * the places that people held that day. Read page by page, the next while this one is played; what is kept is a little a person.
 */
@Injectable()
export class SimulationService {
  constructor(
    private readonly households: CustomersHouseholds,
    private readonly touchpoints: TouchpointsService,
    private readonly surveys: SurveysService,
    private readonly history: PressureHistory,
    private readonly repository: SimulationsRepository,
  ) {}

  /** @param from when it was recorded, included. @param to not included. @param heard how many were played so far. */
  async simulate(
    { current, version, draft }: Policies,
    from: Date,
    to: Date,
    heard: (played: number) => Promise<void> = async () => undefined,
  ): Promise<Simulated> {
    const lately = await this.history.answered(new Date(from.getTime() - LATELY_MS), from);
    const answers = new Map(
      [...lately].map(([touchpoint, { answered: n, happy = n / 2 }]) => [touchpoint, { n, happy }]),
    );
    const comparison = new Comparison<Happening>(version);
    const today = new Replay(current, answers, (happening) => comparison.placed(happening));
    const other = new Replay(draft, answers);
    const since = new Date(from.getTime() - (lookBackDays([...current, ...draft]) + LONGEST_HELD_DAYS) * DAY_MS);
    const listener: Listener = {
      given: (place) => (today.given(place), other.given(place)),
      hear: ({ happening, recorded }) => {
        const replayed = today.hear(happening);
        if (recorded) comparison.heard(happening, recorded, replayed);
        other.hear(happening);
      },
    };
    await this.play(listener, { since, from, to }, heard);
    const known = await this.history.answered(from, to);
    const last = to.getTime() - 1;
    return {
      current: hopeFor(today.figures(last), known),
      draft: hopeFor(other.figures(last), known),
      agreement: comparison.result(),
    };
  }

  /** Everything recorded in the period, in its order; first the places taken since, that still stood. */
  async play(
    listener: Listener,
    { since, from, to }: { readonly since: Date; readonly from: Date; readonly to: Date },
    heard: (played: number) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const crowd = new Crowd(await this.households.persons());
    const known: Known = { crowd, touchpoints: await this.#touchpoints() };
    for await (const taken of this.history.standing(since, from)) {
      await this.#welcome(crowd, taken);
      for (const place of taken) listener.given(crowd.given(place));
    }
    const waited = await this.repository.waitingBefore(from, new Date(from.getTime() - LONGEST_WAIT_MS));
    const unled = await this.history.unled(from, to, waited);
    await this.#welcome(crowd, unled);
    const given = unled.map((place) => crowd.given(place));
    let [next, played] = [0, 0];
    for await (const page of this.#recorded(from, to, known)) {
      for (const told of page) {
        for (let place = given[next]; place && place.at <= told.happening.at; place = given[(next += 1)])
          listener.given(place);
        listener.hear(told);
      }
      played += page.length;
      await heard(played);
    }
    for (const place of given.slice(next)) listener.given(place);
  }

  /** The next page is asked for before this one is played: the database and the rules work at the same time. */
  async *#recorded(from: Date, to: Date, known: Known): AsyncGenerator<Told[]> {
    let coming: Promise<Replayable[]> | null = this.repository.replayable(from, to, null, PAGE);
    while (coming) {
      const page: Replayable[] = await coming;
      coming = page.length < PAGE ? null : this.repository.replayable(from, to, page.at(-1) ?? null, PAGE);
      coming?.catch(() => undefined); // told when it is awaited
      await this.#welcome(known.crowd, page);
      const pasts = await this.history.pasts(page.flatMap(({ invitation }) => invitation ?? []));
      const placed = await this.history.takenAt(
        page.flatMap(({ outcome, invitation }) => (outcome === 'waiting' && invitation ? [invitation] : [])),
      );
      yield page.map((one) => {
        const placedAt = placed.get(one.invitation ?? '') ?? null;
        return {
          happening: happeningOf(one, known, pasts.get(one.invitation ?? '') ?? null, placedAt),
          recorded: recordedOf(one, placedAt !== null && placedAt < to.getTime()),
        };
      });
    }
  }

  async #welcome(crowd: Crowd, met: readonly { readonly customer: string }[]): Promise<void> {
    const strangers = crowd.strangers(met.map(({ customer }) => customer));
    if (strangers.length > 0) crowd.welcome(await this.households.zonesOf(strangers));
  }

  async #touchpoints(): Promise<Known['touchpoints']> {
    const all = await this.touchpoints.all();
    const versions = await this.surveys.currents();
    return new Map(
      all.map((one) => [
        one.key,
        { ...one, temperature: versions.get(one.questionnaire)?.temperature ?? 'hot', maxAgeMs: msOf(one.maxAge) },
      ]),
    );
  }
}

function happeningOf(
  { at, occurredAt, askedFor: goesAt, customer, touchpoint, site, channel, channels, settledBy }: Replayable,
  { crowd, touchpoints }: Known,
  past: Happening['past'],
  placedAt: number | null,
): Happening {
  const known = touchpoints.get(touchpoint);
  const number = crowd.numberOf(customer);
  return {
    person: crowd.personOf(number),
    customer: number,
    at,
    goesAt,
    touchpoint: known?.key ?? touchpoint,
    temperature: known?.temperature ?? 'hot',
    channel: channels?.[0] ?? channel ?? known?.channels[0] ?? 'sms',
    otherChannels: channels?.slice(1),
    zone: crowd.zoneOf(number),
    site,
    priority: known?.priority ?? 3,
    settledBy,
    occurredAt,
    placedAt,
    waitsUntil: occurredAt + (known?.maxAgeMs ?? 0),
    past,
  };
}

function recordedOf({ settledBy, outcome, rule, policyVersion }: Replayable, placed: boolean): Recorded | null {
  if (settledBy !== null) return null;
  const as = outcome === 'scheduled' ? 'asked' : outcome === 'waiting' ? 'waiting' : 'refused';
  return { outcome: as, rule, policyVersion, placed };
}
