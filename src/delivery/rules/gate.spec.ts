import type { Channel } from '#customers';
import { CLOSED } from './breaker.ts';
import { doorsOf, holdingOf, type Lane } from './gate.ts';

const now = new Date('2026-05-12T10:00:00Z');
const later = new Date('2026-05-12T10:00:30Z');
const aLane = (channel: Channel, its: Partial<Lane> = {}): Lane => ({
  ...CLOSED,
  channel,
  perSecond: null,
  tokens: 0,
  refilledAt: now,
  ...its,
});
const both = [aLane('sms'), aLane('email')];
const away = { state: 'open', retryAt: later } as const;

describe('the doors', () => {
  it('are one on an ordinary day', () => {
    expect(doorsOf([], both, now)).toEqual([
      { channels: ['sms', 'email'], closedTouchpoints: [], opensAt: now, wide: true },
    ]);
  });

  it.each([
    ['none when all is paused', ['all'], both, []],
    ['those of the other channel when one is paused', ['channel:sms'], both, [['email', now]]],
    ['none when each channel is paused', ['channel:sms', 'channel:email'], both, []],
    [
      'later where the provider is away',
      [],
      [aLane('sms', away), aLane('email')],
      [
        ['email', now],
        ['sms', later],
      ],
    ],
    ['open for a trial once its time has come', [], [aLane('sms', { ...away, retryAt: now })], [['sms', now]]],
    [
      'apart where there is a pace',
      [],
      [aLane('sms', { perSecond: 2, tokens: 3 }), aLane('email')],
      [
        ['email', now],
        ['sms', now],
      ],
    ],
    ['as late as the pace', [], [aLane('sms', { perSecond: 2 })], [['sms', new Date('2026-05-12T10:00:00.500Z')]]],
  ])('are %s', (_, pauses, lanes, expected) => {
    expect(doorsOf(pauses, lanes, now).map(({ channels, opensAt }) => [channels.join(), opensAt])).toEqual(expected);
  });

  it('leave the messages of paused touchpoints behind', () => {
    expect(doorsOf(['touchpoint:call', 'touchpoint:store-visit'], both, now)[0]?.closedTouchpoints).toEqual([
      'call',
      'store-visit',
    ]);
  });
});

describe('why a message waits', () => {
  it.each([
    ['paused-all', ['all', 'channel:sms'], aLane('sms', away)],
    ['paused-channel', ['channel:sms'], aLane('sms', away)],
    ['provider-away', [], aLane('sms', { ...away, perSecond: 1 })],
    ['pace', [], aLane('sms', { perSecond: 1 })],
    [null, ['channel:email', 'touchpoint:call'], aLane('sms')],
  ])('is %p', (expected, pauses, lane) => {
    expect(holdingOf(pauses, lane, now)).toBe(expected);
  });
});
