import type { PressureRule } from './policy.ts';
import { Replay, type Happening } from './replay.ts';

const day = (n: number) => Date.UTC(2026, 0, 1 + n, 10);
const anEvent = (person: number, n: number, more: Partial<Happening> = {}): Happening => ({
  person,
  customer: person,
  at: day(n),
  touchpoint: 'call',
  temperature: 'hot',
  channel: 'sms',
  zone: 'Europe/Paris',
  site: 'lyon',
  priority: 3,
  settledBy: null,
  waitsUntil: day(n + 3),
  past: null,
  ...more,
});
const past = (more: Partial<NonNullable<Happening['past']>> = {}) => ({
  releasedAt: null,
  answeredAt: null,
  reminders: [],
  ...more,
});
const once = (windowDays: number, more: Partial<PressureRule> = {}): PressureRule => ({
  key: 'once',
  scope: 'all',
  windowDays,
  cap: 1,
  ...more,
});
const [LEA, MAX, ZOE] = [1, 2, 3];
const replay = (rules: PressureRule[], ...events: Happening[]) => {
  const replayed = new Replay(rules);
  for (const event of events) replayed.hear(event);
  return replayed.figures();
};

describe('a replay', () => {
  it('adds up to what happened', () => {
    const figures = replay(
      [once(30)],
      anEvent(LEA, 0),
      anEvent(LEA, 10),
      anEvent(MAX, 11),
      anEvent(ZOE, 12, { settledBy: 'stale', site: null }),
      anEvent(LEA, 30),
    );
    expect(figures).toEqual({
      interactions: 5,
      sent: 3,
      people: 2,
      neverAsked: 1,
      suppressedByRule: { once: 1, stale: 1 },
      byTouchpoint: { call: { interactions: 5, sent: 3, suppressed: 2, people: 2, neverAsked: 1 } },
      waiting: 0,
      bySite: {
        lyon: { interactions: 4, sent: 3, suppressed: 1, people: 2, neverAsked: 0, sentAbout: { call: 3 } },
        '': { interactions: 1, sent: 0, suppressed: 1, people: 0, neverAsked: 1, sentAbout: {} },
      },
    });
  });

  it('counts whoever was reached, and whoever never was, touchpoint by touchpoint and site by site', () => {
    const figures = replay(
      [once(30)],
      anEvent(LEA, 0),
      anEvent(LEA, 1, { touchpoint: 'visit' }),
      anEvent(LEA, 40, { site: 'lille' }),
      anEvent(MAX, 41, { touchpoint: 'visit', site: 'lille' }),
      anEvent(ZOE, 42, { touchpoint: 'visit', site: 'lille', settledBy: 'stale' }),
    );
    expect(figures).toMatchObject({
      people: 2,
      neverAsked: 1,
      byTouchpoint: { call: { people: 1, neverAsked: 0 }, visit: { people: 1, neverAsked: 2 } },
      bySite: { lyon: { people: 1, neverAsked: 0 }, lille: { people: 2, neverAsked: 1 } },
    });
  });

  it('remembers what was asked before the period, and counts none of it', () => {
    const replayed = new Replay([once(30)]);
    replayed.given(anEvent(LEA, 0));
    replayed.hear(anEvent(LEA, 10));
    expect(replayed.figures()).toMatchObject({ interactions: 1, sent: 0, neverAsked: 1 });
  });

  it.each<[string, PressureRule[], Happening[], number]>([
    [
      'gives back what was given back',
      [once(30)],
      [anEvent(LEA, 0, { past: past({ releasedAt: day(5) }) }), anEvent(LEA, 6)],
      2,
    ],
    ['and not before', [once(30)], [anEvent(LEA, 0, { past: past({ releasedAt: day(7) }) }), anEvent(LEA, 6)], 1],
    [
      'rests after an answer once it has come',
      [once(1, { restAfterAnswerDays: 20 })],
      [anEvent(LEA, 0, { past: past({ answeredAt: day(2) }) }), anEvent(LEA, 1), anEvent(LEA, 3), anEvent(LEA, 22)],
      3,
    ],
    [
      'counts reminders once they have gone out',
      [once(7, { cap: 2, countReminders: true })],
      [anEvent(LEA, 0, { past: past({ reminders: [day(3)] }) }), anEvent(LEA, 4), anEvent(LEA, 7)],
      2,
    ],
    ['counts a household together', [once(30)], [anEvent(LEA, 0), anEvent(LEA, 1, { customer: MAX })], 1],
    ['and apart', [once(30, { apart: true })], [anEvent(LEA, 0), anEvent(LEA, 1, { customer: MAX })], 2],
    ['lets wait who may', [once(30, { onExceed: 'wait' })], [anEvent(LEA, 0), anEvent(LEA, 28)], 2],
    ['as long as it is soon enough', [once(30, { onExceed: 'wait' })], [anEvent(LEA, 0), anEvent(LEA, 20)], 1],
    [
      'gives a place that comes back to who waits',
      [once(30, { onExceed: 'wait' })],
      [anEvent(LEA, 0, { past: past({ releasedAt: day(6) }) }), anEvent(LEA, 5)],
      2,
    ],
  ])('%s', (_, rules, events, sent) => {
    expect(replay(rules, ...events).sent).toBe(sent);
  });

  it('lets whoever teaches most go first of those who wait', () => {
    const replayed = new Replay([once(30, { onExceed: 'wait' })], new Map([['call', { n: 500, happy: 250 }]]));
    for (const one of [anEvent(LEA, 0), anEvent(LEA, 28), anEvent(LEA, 29, { touchpoint: 'rare' })]) replayed.hear(one);
    expect(replayed.figures().byTouchpoint).toMatchObject({ call: { sent: 1, suppressed: 1 }, rare: { sent: 1 } });
  });

  it.each([
    ['waits still when its place comes after the end', day(29), { sent: 1, suppressed: 0, waiting: 1 }],
    ['has it when it comes before', day(31), { sent: 2, suppressed: 0, waiting: 0 }],
    ['is refused once its time was over', Infinity, { sent: 2, suppressed: 0, waiting: 0 }],
  ])('ends with the period: who waits %s', (_, until, { sent, suppressed, waiting }) => {
    const replayed = new Replay([once(30, { onExceed: 'wait' })]);
    for (const one of [anEvent(LEA, 0), anEvent(LEA, 28)]) replayed.hear(one);
    const figures = replayed.figures(until);
    expect(figures).toMatchObject({ sent, waiting, interactions: 2 });
    expect(figures.byTouchpoint).toMatchObject({ call: { sent, suppressed } });
  });

  it('gives the place to whoever got it in truth, before whoever would teach more', () => {
    const placed: (string | null)[] = [];
    const known = new Map([['call', { n: 500, happy: 250 }]]);
    const replayed = new Replay([once(30, { onExceed: 'wait' })], known, ({ touchpoint }) => placed.push(touchpoint));
    const call = anEvent(LEA, 28, { placedAt: day(30), waitsUntil: day(40) });
    for (const one of [anEvent(LEA, 0), call, anEvent(LEA, 29, { touchpoint: 'rare' })]) replayed.hear(one);
    expect(replayed.figures(day(31)).byTouchpoint).toMatchObject({ call: { sent: 2 }, rare: { sent: 0 } });
    expect(placed).toEqual(['call']);
  });
});
