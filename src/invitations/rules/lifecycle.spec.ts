import { unsound } from '#platform/lifecycle';
import { invitationLifecycle, OPEN } from './lifecycle.ts';

describe('the life of an invitation', () => {
  it('has no state that nothing leads to', () => {
    expect(unsound(invitationLifecycle)).toEqual([]);
  });

  it('ends with an answer from wherever the message may have arrived', () => {
    expect(invitationLifecycle.before('answered')).toEqual(['planned', 'sending', 'sent', 'delivered', 'opened']);
  });

  it('is not cancelled while it is being sent', () => {
    expect(invitationLifecycle.mayMove('sending', 'cancelled')).toBe(false);
    expect(OPEN).toContain('sending');
  });
});
