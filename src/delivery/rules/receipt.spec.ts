import { isFurther, statusOf, wasOpen, type MessageStatus } from './receipt.ts';

describe('a provider’s report', () => {
  it.each<[MessageStatus, string, boolean]>([
    ['sending', 'queued', true],
    ['uncertain', 'delivered', true],
    ['accepted', 'sending', false],
    ['accepted', 'sent', true],
    ['sent', 'queued', false],
    ['sent', 'sent', false],
    ['sent', 'undelivered', true],
    ['delivered', 'sent', false],
    ['delivered', 'undelivered', false],
    ['undelivered', 'failed', false],
    ['undelivered', 'delivered', true],
    ['delivered', 'read', false],
  ])('to a message that is %s, %s is news: %p', (known, provider, expected) => {
    const reported = statusOf(provider);
    expect(reported !== null && isFurther(reported, known)).toBe(expected);
  });

  it('says nothing in a word we do not know', () => {
    expect(statusOf('receiving')).toBeNull();
  });

  it('opens the way for a message whose fate was unknown', () => {
    expect(['waiting', 'sending', 'uncertain', 'accepted'].map((status) => wasOpen(status as MessageStatus))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
