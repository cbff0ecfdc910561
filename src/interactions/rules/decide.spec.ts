import { decide, type Event, type TouchpointRules, type Unsent } from './decide.ts';

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
  record: 'lea',
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
  key: 'call',
  priority: 3,
  settleOn: 'last',
  active: true,
  excludedSegments: ['pro'],
  conditions: [],
  maxAge: 72 * HOUR,
  settle: 0,
  sampling: 1,
  channels: ['sms', 'email'],
  ...more,
});
const aWait = (more: Partial<Unsent> = {}): Unsent => ({
  id: 'waiting',
  customer: 'lea',
  touchpoint: 'call',
  priority: 3,
  occurredAt: ago(2),
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
    const waiting = aWait({ occurredAt: ago(hoursAgo) });
    const finding = found({ unsent: [waiting] }, { settle: settle * HOUR });
    expect(finding).toMatchObject(merges ? { next: 'merge', into: waiting } : { next: 'ask' });
  });

  const other = { touchpoint: 'visit' };
  it.each<[string, boolean, Partial<TouchpointRules>, Partial<Unsent>, Partial<Event>]>([
    ['the last, when it came last', true, {}, {}, {}],
    ['the last, when it is told late', false, {}, { occurredAt: ago(0.5) }, {}],
    ['the last, at another touchpoint', true, {}, other, {}],
    ['the last, however important the other is', true, {}, { ...other, priority: 1 }, {}],
    ['the most important, when it is', true, { settleOn: 'most-important' }, { ...other, priority: 4 }, {}],
    [
      'the most important, told late',
      true,
      { settleOn: 'most-important' },
      { ...other, priority: 4, occurredAt: ago(0.5) },
      {},
    ],
    ['the most important, when the other is', false, { settleOn: 'most-important' }, { ...other, priority: 2 }, {}],
    ['the last of two that matter as much', true, { settleOn: 'most-important' }, other, {}],
    ['the last of the same touchpoint', true, { settleOn: 'most-important' }, { priority: 1 }, {}],
    ['never what happened to another record', false, {}, {}, { record: 'lea-bis' }],
  ])('asks about %s: %s', (_, takesOver, touchpoint, unsent, event) => {
    const finding = found({ ...event, unsent: [aWait(unsent)] }, { settle: 4 * HOUR, ...touchpoint });
    expect(finding).toMatchObject({ next: 'merge', takesOver });
  });

  it('settles into what waits about the same touchpoint, else into what matters most', () => {
    const best = aWait({ id: 'best', touchpoint: 'order', priority: 1 });
    const unsent = [aWait({ id: 'visit', touchpoint: 'visit' }), best, aWait({ id: 'own' })];
    const into = (waits: Unsent[]) => found({ unsent: waits }, { settle: 4 * HOUR });
    expect(into(unsent)).toMatchObject({ into: { id: 'own' } });
    expect(into(unsent.slice(0, 2))).toMatchObject({ into: { id: 'best' } });
  });
});
