import fc from 'fast-check';
import { judge, reminderStop, type Place } from './judge.ts';
import type { PressureRule } from './policy.ts';

const ask = {
  customer: 'lea',
  touchpoint: 'call',
  temperature: 'hot',
  channel: 'sms',
  zone: 'Europe/Paris',
  exempt: null,
} as const;
const paris = (wall: string, offset = '+01:00') => new Date(`${wall}${offset}`);
const NOW = paris('2026-05-10T12:00:00', '+02:00');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
let made = 0;
const aPlace = (takenAt: Date, more: Partial<Place> = {}): Place => ({
  invitation: `i-${(made += 1)}`,
  customer: 'lea',
  touchpoint: 'call',
  temperature: 'hot',
  channel: 'sms',
  takenAt,
  goesAt: takenAt,
  sent: true,
  reminders: [],
  answeredAt: null,
  ...more,
});
const once = (windowDays: number, more: Partial<PressureRule> = {}): PressureRule => ({
  key: 'once',
  scope: 'all',
  windowDays,
  cap: 1,
  ...more,
});
const verdictOf = (places: Place[], rules: PressureRule[], at = NOW, held = false) =>
  judge(ask, { places, held }, rules, at);

describe('who was drawn by a barometer', () => {
  const until = new Date(NOW.getTime() + 5 * 86_400_000);
  const reserved = { places: [] as Place[], held: false, reserved: { until } };
  const verdictFor = (more: object, rules: PressureRule[] = [], history = reserved) =>
    judge({ ...ask, ...more }, history, rules, NOW);

  it.each<[string, object, boolean]>([
    ['is kept from an ordinary hot question (TV-15, 7)', { priority: 3 }, false],
    ['is kept from one without a priority', {}, false],
    ['is asked after a complaint (TV-15, 8)', { priority: 2 }, true],
    ['is asked under an exemption', { exempt: 'after-callback' }, true],
    ['is asked by the barometer', { temperature: 'cold' }, true],
  ])('%s', (_, more, granted) => {
    expect(verdictFor(more).granted).toBe(granted);
  });

  it('is free the moment after, or when the last rule lets go', () => {
    expect(verdictFor({})).toMatchObject({
      reason: 'pressure',
      rule: 'reserved',
      nextEligibleAt: until,
      onExceed: 'suppress',
    });
    const asked = { ...reserved, places: [aPlace(NOW)] };
    expect(verdictFor({}, [once(30)], asked)).toMatchObject({ rule: 'reserved' });
    expect((verdictFor({}, [once(30)], asked) as { nextEligibleAt: Date }).nextEligibleAt > until).toBe(true);
    expect(verdictFor({}, [], { ...reserved, reserved: { until: NOW } }).granted).toBe(true);
  });
});

describe('judge', () => {
  it('grants the first question', () => {
    expect(verdictOf([], [once(30)])).toEqual({
      granted: true,
      steps: [
        { rule: 'hold', verdict: 'pass', params: {} },
        {
          rule: 'cap',
          verdict: 'pass',
          params: { key: 'once', scope: 'all', count: 0, cap: 1, windowDays: 30, next: null },
        },
      ],
    });
  });

  it.each([
    ['the last minute of the 89th day', paris('2026-04-14T23:59:00', '+02:00'), false],
    ['the first minute of the 90th day, summer time come between', paris('2026-04-15T00:00:00', '+02:00'), true],
  ])('counts days of the person’s calendar: %s', (_, at, granted) => {
    const verdict = verdictOf([aPlace(paris('2026-01-15T23:59:00'))], [once(90)], at);
    expect(verdict.granted).toBe(granted);
    if (!verdict.granted) expect(verdict.nextEligibleAt).toEqual(paris('2026-04-15T00:00:00', '+02:00'));
  });

  it.each<[string, Place[], PressureRule[], string | null]>([
    ['asked 20 days ago, 30 needed', [aPlace(daysAgo(20))], [once(30)], 'once'],
    ['asked 40 days ago, 30 needed', [aPlace(daysAgo(40))], [once(30)], null],
    [
      'four in a year, four allowed',
      [50, 120, 200, 300].map((n) => aPlace(daysAgo(n))),
      [once(365, { key: 'year', cap: 4 })],
      'year',
    ],
    [
      'three in a year, four allowed',
      [50, 120, 200].map((n) => aPlace(daysAgo(n))),
      [once(365, { key: 'year', cap: 4 })],
      null,
    ],
    [
      'a barometer does not count for a rule about interactions',
      [aPlace(daysAgo(2), { temperature: 'cold' })],
      [once(30, { scope: 'hot' })],
      null,
    ],
    [
      'another touchpoint does not count for a rule about this one',
      [aPlace(daysAgo(2), { touchpoint: 'shop' })],
      [once(30, { scope: 'touchpoint:call' })],
      null,
    ],
    ['the same touchpoint does', [aPlace(daysAgo(2))], [once(30, { scope: 'touchpoint:call' })], 'once'],
    [
      'a rule about e-mail does not speak of an SMS',
      [aPlace(daysAgo(2), { channel: 'email' })],
      [once(30, { scope: 'channel:email' })],
      null,
    ],
    ['too near the last, though under the cap', [aPlace(daysAgo(9))], [once(365, { cap: 9, minGapDays: 10 })], 'once'],
    ['far enough from the last', [aPlace(daysAgo(10))], [once(365, { cap: 9, minGapDays: 10 })], null],
    [
      'answered 20 days ago, 21 of rest',
      [aPlace(daysAgo(60), { answeredAt: daysAgo(20) })],
      [once(30, { restAfterAnswerDays: 21 })],
      'once',
    ],
    [
      'answered 21 days ago, 21 of rest',
      [aPlace(daysAgo(60), { answeredAt: daysAgo(21) })],
      [once(30, { restAfterAnswerDays: 21 })],
      null,
    ],
    [
      'a reminder counts where a rule says so',
      [aPlace(daysAgo(9), { reminders: [daysAgo(5)] })],
      [once(7, { countReminders: true })],
      'once',
    ],
    ['and nowhere else', [aPlace(daysAgo(9), { reminders: [daysAgo(5)] })], [once(7)], null],
    [
      'two of three, and the third is kept for another touchpoint',
      [aPlace(daysAgo(9)), aPlace(daysAgo(5))],
      [once(30, { cap: 3, reserve: [{ touchpoint: 'shop', places: 1 }] })],
      'once',
    ],
    [
      'two of three, and the kept one has been taken already',
      [aPlace(daysAgo(9)), aPlace(daysAgo(5), { touchpoint: 'shop' })],
      [once(30, { cap: 3, reserve: [{ touchpoint: 'shop', places: 1 }] })],
      null,
    ],
    [
      'two of three, and the third is kept for this very touchpoint',
      [aPlace(daysAgo(9)), aPlace(daysAgo(5))],
      [once(30, { cap: 3, reserve: [{ touchpoint: 'call', places: 1 }] })],
      null,
    ],
    [
      'two of three, and the third is kept for the barometer',
      [aPlace(daysAgo(9)), aPlace(daysAgo(5))],
      [once(30, { cap: 3, reserve: [{ scope: 'cold', places: 1 }] })],
      'once',
    ],
    [
      'two of three, and the barometer has had the kept one',
      [aPlace(daysAgo(9)), aPlace(daysAgo(5), { touchpoint: null, temperature: 'cold' })],
      [once(30, { cap: 3, reserve: [{ scope: 'cold', places: 1 }] })],
      null,
    ],
    ['somebody of the household was asked', [aPlace(daysAgo(2), { customer: 'max' })], [once(30)], 'once'],
    ['and is counted apart', [aPlace(daysAgo(2), { customer: 'max' })], [once(30, { apart: true })], null],
    ['asked oneself, counted apart or not', [aPlace(daysAgo(2))], [once(30, { apart: true })], 'once'],
    ['the touchpoint may exceed the rule', [aPlace(daysAgo(2))], [once(30, { mayExceed: ['touchpoint:call'] })], null],
    [
      'its priority is not good enough to exceed it',
      [aPlace(daysAgo(2))],
      [once(30, { mayExceed: ['priority:2'] })],
      'once',
    ],
    ['nobody is ever asked under a cap of none', [], [once(7, { cap: 0 })], 'once'],
  ])('%s', (_, places, rules, stopped) => {
    const verdict = verdictOf(places, rules);
    expect(verdict.granted ? null : verdict.rule).toBe(stopped);
  });

  it('names the rule that lets go last, and when', () => {
    const rules = [once(30), once(90, { key: 'longer' }), once(60, { key: 'between' })];
    expect(verdictOf([aPlace(daysAgo(10))], rules)).toMatchObject({
      rule: 'longer',
      nextEligibleAt: paris('2026-07-29T00:00:00', '+02:00'),
    });
  });

  it('refuses rather than waits when any rule that stops refuses', () => {
    const waits = once(30, { onExceed: 'wait' });
    expect(verdictOf([aPlace(daysAgo(10))], [waits])).toMatchObject({ onExceed: 'wait' });
    expect(verdictOf([aPlace(daysAgo(10))], [waits, once(60, { key: 'refuses' })])).toMatchObject({
      onExceed: 'suppress',
    });
  });

  it('asks nobody whose callback is open, and knows no day for it', () => {
    expect(verdictOf([aPlace(daysAgo(1))], [once(30)], NOW, true)).toMatchObject({
      granted: false,
      reason: 'open-callback',
      rule: 'open-callback',
      nextEligibleAt: null,
    });
  });

  it('lets a named exemption through, and names it', () => {
    const verdict = judge(
      { ...ask, exempt: 'recovery' },
      { places: [aPlace(daysAgo(1))], held: true },
      [once(30)],
      NOW,
    );
    expect(verdict).toEqual({
      granted: true,
      steps: [{ rule: 'exempt', verdict: 'pass', params: { name: 'recovery' } }],
    });
  });
});

describe('who may exceed a rule', () => {
  const asked = { places: [aPlace(daysAgo(1))], held: false };

  it.each([
    ['every named exemption, where nothing is said', undefined, true],
    ['this one, where it is named', ['after-callback'], true],
    ['not this one, where another is named', ['complaint'], false],
    ['nobody, where nobody is named', [], false],
  ])('%s', (_, mayExceed, granted) => {
    expect(judge({ ...ask, exempt: 'after-callback' }, asked, [once(30, { mayExceed })], NOW).granted).toBe(granted);
  });

  it('a priority and better, and it is told', () => {
    const rules = [once(30, { mayExceed: ['priority:2'] })];
    expect(judge({ ...ask, priority: 2 }, asked, rules, NOW)).toMatchObject({
      granted: true,
      steps: [{ rule: 'hold' }, { rule: 'excepted', verdict: 'pass', params: { key: 'once', name: 'priority:2' } }],
    });
  });
});

describe('a reminder', () => {
  const messages = once(7, { key: 'messages', cap: 2, countReminders: true });

  it('is one more message in the week', () => {
    const place = aPlace(daysAgo(3));
    expect(reminderStop(ask, { places: [place], held: false }, [messages, once(30)], NOW)).toBeNull();
    const reminded = { ...place, reminders: [daysAgo(1)] };
    expect(reminderStop(ask, { places: [reminded], held: false }, [messages], NOW)).toEqual({ rule: 'messages' });
  });

  it('does not go to somebody who waits for a call', () => {
    expect(reminderStop(ask, { places: [], held: true }, [], NOW)).toEqual({ rule: 'open-callback' });
  });
});

describe('for any past and any policy', () => {
  const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Indian/Reunion', 'Pacific/Auckland');
  const hoursAgo = fc.integer({ min: 0, max: 400 * 24 });
  const place = fc
    .record({
      hours: hoursAgo,
      touchpoint: fc.constantFrom('call', 'shop'),
      temperature: fc.constantFrom('hot', 'cold'),
      channel: fc.constantFrom('sms', 'email'),
      answered: fc.option(fc.integer({ min: 0, max: 300 })),
      reminded: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 2 }),
    })
    .map(({ hours, answered, reminded, ...rest }) => {
      const after = (n: number) => new Date(Math.min(NOW.getTime(), NOW.getTime() - (hours - n) * 3_600_000));
      return aPlace(after(0), {
        ...rest,
        answeredAt: answered === null ? null : after(answered),
        reminders: reminded.map(after),
      });
    });
  const rule = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    scope: fc.constantFrom('all', 'hot', 'cold', 'touchpoint:call', 'touchpoint:shop', 'channel:sms', 'channel:email'),
    windowDays: fc.integer({ min: 1, max: 365 }),
    cap: fc.integer({ min: 1, max: 4 }),
    minGapDays: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    restAfterAnswerDays: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    countReminders: fc.boolean(),
  }) as fc.Arbitrary<PressureRule>;
  const past = fc.record({ zone, places: fc.array(place, { maxLength: 8 }), rules: fc.array(rule, { maxLength: 4 }) });

  it('nobody is free just before nextEligibleAt, and everybody is at it', () => {
    fc.assert(
      fc.property(past, ({ zone: theirs, places, rules }) => {
        const of = (at: Date) => judge({ ...ask, zone: theirs }, { places, held: false }, rules, at);
        const verdict = of(NOW);
        if (verdict.granted) return;
        const next = verdict.nextEligibleAt as Date;
        expect(next.getTime()).toBeGreaterThan(NOW.getTime());
        expect(of(new Date(next.getTime() - 1)).granted).toBe(false);
        expect(of(next).granted).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with counting dates by hand', () => {
    fc.assert(
      fc.property(past, ({ zone: theirs, places, rules }) => {
        const dayOf = (at: Date) =>
          Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: theirs }).format(at)) / 86_400_000;
        const ago = (at: Date) => dayOf(NOW) - dayOf(at);
        const names = ['all', 'hot', 'touchpoint:call', 'channel:sms'];
        const free = rules
          .filter(({ scope }) => names.includes(scope))
          .every((one) => {
            const counted = places.filter((p) =>
              ['all', p.temperature, `touchpoint:${p.touchpoint}`, `channel:${p.channel}`].includes(one.scope),
            );
            const messages = counted.flatMap((p) => [p.takenAt, ...(one.countReminders ? p.reminders : [])]).map(ago);
            const answers = counted.flatMap((p) => p.answeredAt ?? []).map(ago);
            return (
              messages.filter((days) => days < one.windowDays).length < one.cap &&
              messages.every((days) => days >= (one.minGapDays ?? 0)) &&
              answers.every((days) => days >= (one.restAfterAnswerDays ?? 0))
            );
          });
        expect(judge({ ...ask, zone: theirs }, { places, held: false }, rules, NOW).granted).toBe(free);
      }),
      { numRuns: 300 },
    );
  });
});
