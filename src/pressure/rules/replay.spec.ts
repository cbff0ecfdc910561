import type { PressureRule } from './policy.ts';
import { Replay, type ReplayedEvent } from './replay.ts';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 10));
const anEvent = (person: string, n: number, more: Partial<ReplayedEvent> = {}): ReplayedEvent => ({
  person,
  at: day(n),
  touchpoint: 'call',
  temperature: 'hot',
  channel: 'sms',
  zone: 'Europe/Paris',
  settledBy: null,
  waitsUntil: day(n + 3),
  counted: true,
  ...more,
});
const once = (windowDays: number, more: Partial<PressureRule> = {}): PressureRule => ({
  key: 'once',
  scope: 'all',
  windowDays,
  cap: 1,
  ...more,
});
const replay = (rules: PressureRule[], ...events: ReplayedEvent[]) => {
  const replayed = new Replay(rules);
  for (const event of events) replayed.hear(event);
  return replayed.figures();
};

describe('a replay', () => {
  it('adds up to what happened', () => {
    const figures = replay(
      [once(30)],
      anEvent('lea', 0),
      anEvent('lea', 10),
      anEvent('max', 11),
      anEvent('zoe', 12, { settledBy: 'stale' }),
      anEvent('lea', 30),
    );
    expect(figures).toEqual({
      interactions: 5,
      sent: 3,
      people: 2,
      neverAsked: 1,
      suppressedByRule: { once: 1, stale: 1 },
      byTouchpoint: { call: { interactions: 5, sent: 3, suppressed: 2 } },
    });
  });

  it('remembers what came before the period, and counts none of it', () => {
    expect(replay([once(30)], anEvent('lea', 0, { counted: false }), anEvent('lea', 10))).toMatchObject({
      interactions: 1,
      sent: 0,
      neverAsked: 1,
    });
  });

  it('lets wait who may, as long as it is soon enough', () => {
    const waits = once(30, { onExceed: 'wait' });
    expect(replay([waits], anEvent('lea', 0), anEvent('lea', 28))).toMatchObject({ sent: 2 });
    expect(replay([waits], anEvent('lea', 0), anEvent('lea', 20))).toMatchObject({ sent: 1 });
  });
});
