import { reach, type ContactState, type Reach } from './reach.ts';

const fine: ContactState = { present: true, capable: true, optedOut: false, consent: null, blocked: false };

describe('whether a channel reaches a person', () => {
  it.each<[Partial<ContactState>, Reach]>([
    [{}, 'ok'],
    [{ consent: true }, 'ok'],
    [{ present: false, optedOut: true }, 'none'],
    [{ optedOut: true, consent: false, blocked: true, capable: false }, 'opted-out'],
    [{ consent: false, capable: false, blocked: true }, 'no-consent'],
    [{ capable: false, blocked: true }, 'invalid'],
    [{ blocked: true }, 'blocked'],
  ])('%j: %s', (state, expected) => {
    expect(reach({ ...fine, ...state })).toBe(expected);
  });
});
