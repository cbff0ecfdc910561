import { nextLook } from './next-look.ts';

const now = new Date('2026-05-12T10:00:00Z');

describe('a message whose fate is unknown', () => {
  it('is looked up after ten seconds, and once more a minute later', () => {
    expect(nextLook(now, 0)).toEqual({ step: 'look', at: new Date('2026-05-12T10:00:10Z') });
    expect(nextLook(now, 1)).toEqual({ step: 'look', at: new Date('2026-05-12T10:01:00Z') });
  });

  it('is offered again only when it was found neither time', () => {
    expect(nextLook(now, 2)).toEqual({ step: 'offer' });
  });
});
