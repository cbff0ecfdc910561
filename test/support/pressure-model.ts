import fc from 'fast-check';
import type { PressureRule } from '#pressure';

/** A place as a person would write it down. */
export interface Noted {
  readonly id: string;
  readonly customer: string;
  readonly touchpoint: string;
  readonly temperature: 'hot' | 'cold';
  readonly channel: 'sms' | 'email';
  /** When its message went out, or is to go. */
  at: Date;
  sent: boolean;
  readonly reminders: Date[];
  answered: Date | null;
  released: boolean;
}

export interface Wished extends Pick<Noted, 'customer' | 'touchpoint' | 'temperature' | 'channel'> {
  readonly exempt: string | null;
  readonly priority: number;
  /** From when the place is wanted to when the message goes out. */
  readonly delayDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Survey pressure written again in the plainest way, with none of the product's code: a list of places, days compared as dates on
 * a wall calendar, every window a day is in looked at, and a free day found by trying each.
 */
export class PlainPressure {
  readonly noted: Noted[] = [];
  readonly #calendar: Intl.DateTimeFormat;
  readonly #days = new Map<number, number>();

  constructor(
    private readonly rules: readonly PressureRule[],
    zone: string,
    /** Who counts as one person with a customer, themselves included. */
    private readonly household: (customer: string) => readonly string[],
  ) {
    this.#calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  }

  note(id: string, { exempt: _, priority: __, delayDays, ...wish }: Wished, now: Date): Noted {
    const at = goesAt({ delayDays }, now);
    const noted: Noted = { ...wish, id, at, sent: false, reminders: [], answered: null, released: false };
    this.noted.push(noted);
    return noted;
  }

  mayAsk(wish: Wished, now: Date): boolean {
    return this.stopping(wish, this.dayOf(goesAt(wish, now))).length === 0;
  }

  /** From the day on which it would go out, how many to the first on which all rules pass; null when there is none. */
  daysToWait(wish: Wished, now: Date): number | null {
    const today = this.dayOf(goesAt(wish, now));
    for (let days = 1; days < 300; days += 1) if (this.stopping(wish, today + days).length === 0) return days;
    return null;
  }

  stopping(wish: Wished, today: number): PressureRule[] {
    return this.rules.filter((rule) => {
      if (!this.#concerns(rule, wish) || this.#passes(rule, wish)) return false;
      const places = this.noted.filter(
        (place) =>
          !place.released &&
          (rule.apart ? [wish.customer] : this.household(wish.customer)).includes(place.customer) &&
          this.#concerns(rule, place),
      );
      const daysOf = (of: readonly Noted[]) =>
        of
          .flatMap(({ at, reminders }) => (rule.countReminders ? [at, ...reminders] : [at]))
          .map((at) => this.dayOf(at));
      const messages = daysOf(places);
      const shares = (rule.reserve ?? [])
        .map(({ touchpoint, scope = `touchpoint:${touchpoint}` as const, places: n }) => ({ scope, n }))
        .filter(({ scope }) => !this.#concerns({ scope }, wish))
        .map(({ scope, n }) => ({ n, taken: daysOf(places.filter((place) => this.#concerns({ scope }, place))) }));
      const windows = Array.from({ length: rule.windowDays }, (_, ahead) => today + ahead);
      const isFull = windows.some((last) => {
        const used = (days: readonly number[]) => days.filter((day) => day <= last && last - day < rule.windowDays);
        const kept = shares.map(({ n, taken }) => Math.max(0, n - used(taken).length)).reduce((sum, n) => sum + n, 0);
        return used(messages).length + kept >= rule.cap;
      });
      const answers = places.flatMap(({ answered }) => (answered ? this.dayOf(answered) : []));
      return (
        isFull ||
        messages.some((day) => Math.abs(today - day) < (rule.minGapDays ?? 0)) ||
        answers.some((day) => today - day < (rule.restAfterAnswerDays ?? 0))
      );
    });
  }

  dayOf(at: Date): number {
    const known = this.#days.get(at.getTime());
    if (known !== undefined) return known;
    const day = Date.parse(this.#calendar.format(at)) / DAY_MS;
    this.#days.set(at.getTime(), day);
    return day;
  }

  #concerns(
    { scope }: Pick<PressureRule, 'scope'>,
    of: Pick<Noted, 'touchpoint' | 'temperature' | 'channel'>,
  ): boolean {
    return ['all', of.temperature, `touchpoint:${of.touchpoint}`, `channel:${of.channel}`].includes(scope);
  }

  #passes({ mayExceed }: PressureRule, { exempt, touchpoint, priority }: Wished): boolean {
    if (!mayExceed) return exempt !== null;
    return [
      exempt,
      `touchpoint:${touchpoint}`,
      ...[1, 2, 3, 4, 5].slice(priority - 1).map((n) => `priority:${n}`),
    ].some((name) => name !== null && mayExceed.includes(name));
  }
}

export const goesAt = ({ delayDays }: Pick<Wished, 'delayDays'>, now: Date) =>
  new Date(now.getTime() + delayDays * DAY_MS);

type Share = Omit<NonNullable<PressureRule['reserve']>[number], 'places'>;
const TOUCHPOINTS = ['call', 'shop'] as const;
const SCOPES = ['all', 'all', 'hot', 'cold', 'touchpoint:call', 'touchpoint:shop', 'channel:sms', 'channel:email'];

const aWish = (customers: readonly string[]): fc.Arbitrary<Wished> =>
  fc.record({
    customer: fc.constantFrom(...customers),
    touchpoint: fc.constantFrom(...TOUCHPOINTS),
    temperature: fc.constantFrom('hot' as const, 'hot' as const, 'cold' as const),
    channel: fc.constantFrom('sms' as const, 'email' as const),
    exempt: fc.constantFrom(null, null, null, null, 'after-callback'),
    priority: fc.integer({ min: 1, max: 3 }),
    delayDays: fc.constantFrom(0, 0, 0, 3, 20, 45),
  });

const days = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: undefined });
const sometimes = <Of>(of: fc.Arbitrary<Of>) => fc.option(of, { nil: undefined, freq: 2 });

/** Any policy that `faultsOf` lets pass. */
export const aPolicy = (): fc.Arbitrary<PressureRule[]> => {
  const rule = fc
    .record({
      scope: fc.constantFrom(...SCOPES),
      windowDays: fc.integer({ min: 1, max: 60 }),
      cap: fc.integer({ min: 1, max: 3 }),
      minGapDays: days(20),
      restAfterAnswerDays: days(40),
      countReminders: sometimes(fc.boolean()),
      onExceed: sometimes(fc.constantFrom('wait', 'suppress')),
      apart: sometimes(fc.boolean()),
      mayExceed: sometimes(fc.subarray(['after-callback', 'touchpoint:call', 'priority:1', 'priority:2'])),
      reserved: fc.integer({ min: 0, max: 2 }),
      kept: fc.constantFrom<Share>(...TOUCHPOINTS.map((touchpoint) => ({ touchpoint })), { scope: 'cold' }),
    })
    .map(({ reserved, kept, ...more }) => {
      const places = Math.min(reserved, more.cap);
      return { ...more, ...(places > 0 && { reserve: [{ ...kept, places }] }) };
    });
  return fc
    .array(rule, { minLength: 1, maxLength: 4 })
    .map((rules) => rules.map((one, n) => ({ ...one, key: `rule-${n}` }) as PressureRule));
};

export type Act =
  | { readonly do: 'ask'; readonly wishes: readonly Wished[] }
  | { readonly do: 'release' | 'answer' | 'remind' | 'send'; readonly which: number }
  | { readonly do: 'wait'; readonly hours: number };

/** Asks, alone and several at once, between messages that go out, answers, reminders, places given back and time that passes. */
export const anInterleaving = (customers: readonly string[], { together }: { together: number }) =>
  fc.array<Act>(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('ask' as const),
          wishes: fc.array(aWish(customers), { minLength: 1, maxLength: together }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constantFrom('release' as const, 'answer' as const, 'remind' as const, 'send' as const),
          which: fc.nat(),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 24 * 25 }) }),
      },
    ),
    { minLength: 5, maxLength: 40 },
  );
