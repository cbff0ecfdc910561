import { hopeFor, marginOf } from './expectation.ts';

const counts = (sent: number) => ({ interactions: sent + 10, sent, suppressed: 10, people: sent, neverAsked: 10 });
const figures = (byTouchpoint: Record<string, ReturnType<typeof counts>>) => ({
  interactions: 0,
  sent: 0,
  people: 0,
  neverAsked: 0,
  suppressedByRule: {},
  waiting: 0,
  bySite: {
    lyon: { ...counts(100), sentAbout: { call: 50, shop: 50 } },
    lille: { ...counts(0), sentAbout: {} },
  },
  byTouchpoint,
});

describe('what may be hoped for', () => {
  it('is what each touchpoint gave, and what all gave where nobody was asked', () => {
    const known = new Map([
      ['call', { asked: 100, answered: 30 }],
      ['shop', { asked: 300, answered: 30 }],
      ['new', { asked: 0, answered: 0 }],
    ]);
    const hope = hopeFor(figures({ call: counts(200), shop: counts(50), new: counts(100) }), known);
    expect(hope.byTouchpoint).toMatchObject({
      call: { expectedAnswers: 60, marginOfError: 12.7 },
      shop: { expectedAnswers: 5 },
      new: { expectedAnswers: 15 },
    });
    // Each site by the rates of what it asks about.
    expect(hope.bySite).toEqual({
      lyon: { ...counts(100), expectedAnswers: 20, marginOfError: 21.9 },
      lille: { ...counts(0), expectedAnswers: 0, marginOfError: null },
    });
    expect(hope).toMatchObject({ expectedAnswers: 80, marginOfError: 11 });
  });

  it.each([
    [0, null],
    [1, 98],
    [100, 9.8],
    [9604, 1],
  ])('of %d answers is known to %s points', (answers, margin) => {
    expect(marginOf(answers)).toBe(margin);
  });
});
