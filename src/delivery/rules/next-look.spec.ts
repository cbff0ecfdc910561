import { nextLook } from './next-look.ts';

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
