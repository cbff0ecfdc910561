import { LEASE_MS, mayStillOffer, nextLook } from './next-look.ts';

const now = new Date('2026-05-12T10:00:00Z');

describe('a message whose fate is unknown', () => {
  it.each([
    ['the provider', 'provider', 0, '2026-05-12T10:00:10Z'],
    ['the provider', 'provider', 1, '2026-05-12T10:01:00Z'],
    ['the provider', 'provider', 2, null],
    ['our mailbox', 'witness', 0, '2026-05-12T10:01:00Z'],
    ['our mailbox', 'witness', 1, '2026-05-12T10:10:00Z'],
    ['our mailbox', 'witness', 2, null],
    ['nobody', 'nobody', 0, null],
  ] as const)('is asked about at %s (%s), not found %p times, at %p', (_, inquiry, looks, at) => {
    expect(nextLook(now, looks, inquiry)).toEqual(at ? { step: 'look', at: new Date(at) } : { step: 'decide' });
  });
});

describe('a message in hand', () => {
  it.each([
    [0, true],
    [149_999, true],
    [150_000, false],
    [LEASE_MS + 1, false],
  ])('%p ms after it was taken up may be offered: %p', (waited, may) => {
    expect(mayStillOffer({ leasedUntil: new Date(now.getTime() + LEASE_MS - waited) }, now)).toBe(may);
  });
});
