import { CLOSED, failed, isOutage, mayTry, OPENS_AFTER, type Breaker } from './breaker.ts';

const now = new Date('2026-05-12T10:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const failedTimes = (times: number, from: Breaker = CLOSED): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => failed(breaker, now), from);

describe('a provider that fails', () => {
  it('is still asked after the fourth failure in a row, and left alone from the fifth on', () => {
    expect(failedTimes(OPENS_AFTER - 1).state).toBe('closed');
    expect(failedTimes(OPENS_AFTER)).toEqual({
      state: 'open',
      failures: 5,
      trips: 1,
      openedAt: now,
      retryAt: after(30),
    });
  });

  it('is not left alone for longer by messages that were under way', () => {
    expect(failedTimes(20)).toMatchObject({ state: 'open', trips: 1, retryAt: after(30) });
  });

  it('may be tried when its time has come, not before', () => {
    const open = failedTimes(OPENS_AFTER);
    expect([mayTry(open, after(29.999)), mayTry(open, after(30)), mayTry(CLOSED, after(30))]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([
    [1, 60],
    [2, 120],
    [4, 480],
    [5, 600],
    [30, 600],
  ])('that has opened %d times and fails its trial again is left alone for %d seconds', (trips, seconds) => {
    const trying: Breaker = { state: 'half-open', failures: 9, trips, openedAt: now, retryAt: now };
    expect(failed(trying, now)).toMatchObject({
      state: 'open',
      trips: trips + 1,
      openedAt: now,
      retryAt: after(seconds),
    });
  });
});

describe('a refusal', () => {
  it.each([
    ['sms', 'uncertain', 'ECONNABORTED', true],
    ['sms', 'uncertain', '503', true],
    ['sms', 'uncertain', '20503', true],
    ['sms', 'passing', 'ECONNREFUSED', true],
    ['sms', 'passing', '20429', true],
    ['sms', 'passing', '20003', true],
    ['sms', 'passing', '21606', false],
    ['sms', 'permanent', '21211', false],
    ['email', 'passing', 'ESOCKET', true],
    ['email', 'passing', '421', true],
    ['email', 'passing', '4.4.2', true],
    ['email', 'passing', '5.7.8', true],
    ['email', 'passing', '4.2.2', false],
    ['email', 'passing', '4.7.1', false],
    ['email', 'passing', '5.7.26', false],
    ['email', 'permanent', '5.1.1', false],
    ['email', 'permanent', 'EENVELOPE', false],
  ] as const)('of %s, %s %s, tells that the provider is away: %p', (channel, kind, code, expected) => {
    expect(isOutage(channel, kind, code)).toBe(expected);
  });
});
