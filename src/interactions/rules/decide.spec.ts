import { decide, type Event, type TouchpointRules } from './decide.ts';

const NOW = new Date('2026-05-10T10:00:00Z');
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const later = new Date('2026-07-01T00:00:00Z');

const of = (segment: string | null): Event['circumstances'] => ({
  site: null,
  customer: { vip: false, segment, language: 'fr' },
  happened: { agent: null, channel: 'store', measures: { waitSeconds: 240 }, attributes: {} },
});
const anEvent = (more: Partial<Event> = {}): Event => ({
  occurredAt: ago(1),
  circumstances: of(null),
  reach: { sms: 'ok', email: 'ok' },
  draw: 0.5,
  nextDraw: later,
  quota: null,
  unsent: [],
  ...more,
});
const aTouchpoint = (more: Partial<TouchpointRules> = {}): TouchpointRules => ({
  active: true,
  excludedSegments: ['pro'],
  conditions: [],
  maxAge: 72 * HOUR,
  settle: 0,
  sampling: 1,
  channels: ['sms', 'email'],
  ...more,
});
const waited = { field: 'measures.waitSeconds', op: 'at-least', value: 240 } as const;
const found = (event: Partial<Event> = {}, touchpoint: Partial<TouchpointRules> = {}) =>
  decide(anEvent(event), aTouchpoint(touchpoint), NOW);

describe('decide', () => {
  it('asks whoever nothing stops, on the channels that reach them, in the order of the touchpoint', () => {
    expect(found()).toMatchObject({ next: 'ask', channels: ['sms', 'email'] });
    expect(found({ reach: { sms: 'none', email: 'ok' } })).toMatchObject({ next: 'ask', channels: ['email'] });
    expect(found({}, { channels: ['email', 'sms'] })).toMatchObject({ channels: ['email', 'sms'] });
  });

  it.each<[string, Partial<Event>, Partial<TouchpointRules>, string, string]>([
    ['a paused touchpoint', {}, { active: false }, 'paused', 'paused'],
    ['somebody who works here', { insider: true }, {}, 'excluded', 'employee'],
    ['an excluded segment', { circumstances: of('pro') }, {}, 'excluded', 'excluded'],
    ['a condition that does not hold', {}, { conditions: [{ ...waited, value: 241 }] }, 'excluded', 'condition'],
    ['an event older than its limit', { occurredAt: new Date(ago(72).getTime() - 1) }, {}, 'stale', 'stale'],
    ['no contact point', { reach: { sms: 'none', email: 'none' } }, {}, 'no-contact', 'contact'],
    ['contact points that do not work', { reach: { sms: 'invalid', email: 'blocked' } }, {}, 'no-contact', 'contact'],
    [
      'a channel the touchpoint does not use',
      { reach: { sms: 'none', email: 'ok' } },
      { channels: ['sms'] },
      'no-contact',
      'contact',
    ],
    ['a stop on the only channel left', { reach: { sms: 'opted-out', email: 'none' } }, {}, 'opted-out', 'opt-out'],
    ['consent withheld', { reach: { sms: 'no-consent', email: 'none' } }, {}, 'opted-out', 'consent'],
    ['a draw at the share', { draw: 0.25 }, { sampling: 0.25 }, 'sampled-out', 'sampling'],
    ['a target that is met', { quota: { target: 5, count: 5, nextMonth: later } }, {}, 'quota', 'quota'],
  ])('suppresses for %s', (_, event, touchpoint, reason, rule) => {
    expect(found(event, touchpoint)).toMatchObject({ next: 'suppress', reason, rule });
  });

  it.each<[string, Partial<Event>, Partial<TouchpointRules>]>([
    ['an event just within its limit', { occurredAt: ago(72) }, {}],
    ['who does not work here', { insider: false }, {}],
    ['another segment', { circumstances: of('gold') }, {}],
    ['a condition that holds', {}, { conditions: [waited] }],
    ['a draw below the share', { draw: 0.2499 }, { sampling: 0.25 }],
    ['one answer still wanted', { quota: { target: 5, count: 4, nextMonth: later } }, {}],
    ['an event that a fast clock reports early', { occurredAt: ago(-1) }, {}],
  ])('asks for %s', (_, event, touchpoint) => {
    expect(found(event, touchpoint)).toMatchObject({ next: 'ask' });
  });

  it('stops at the first rule that stops, and keeps each look with its numbers', () => {
    const finding = found({ circumstances: of('pro'), occurredAt: ago(100) }, { active: true });
    expect(finding.steps).toEqual([
      { rule: 'paused', verdict: 'pass', params: {} },
      { rule: 'excluded', verdict: 'stop', params: { segment: 'pro' } },
    ]);
  });

  it('looks at each condition in turn, after the segment and before the age, and stops at the first that fails', () => {
    const conditions = [waited, { field: 'channel', op: 'is', value: 'phone' } as const, waited];
    const { steps } = found({ occurredAt: ago(100) }, { conditions });
    expect(steps.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
      'paused pass',
      'excluded pass',
      'condition pass',
      'condition stop',
    ]);
    expect(steps.at(-1)?.params).toEqual({
      field: 'channel',
      op: 'is',
      wanted: 'phone',
      state: 'said',
      found: 'store',
    });
  });

  it('says when the next draw and the next month are', () => {
    expect(found({ draw: 0.9 }, { sampling: 0.5 })).toMatchObject({ nextEligibleAt: later });
    expect(found({ quota: { target: 1, count: 1, nextMonth: later } })).toMatchObject({ nextEligibleAt: later });
  });

  it.each<[string, number, number, boolean]>([
    ['within the settling time', 2, 4, true],
    ['at its very end', 5, 4, true],
    ['after it', 5.01, 4, false],
    ['never without one', 1, 0, false],
  ])('settles into what waits: %s', (_, hoursAgo, settle, merges) => {
    const waiting = { id: 'waiting', occurredAt: ago(hoursAgo) };
    const finding = found({ unsent: [waiting] }, { settle: settle * HOUR });
    expect(finding).toMatchObject(merges ? { next: 'merge', into: waiting } : { next: 'ask' });
  });
});
