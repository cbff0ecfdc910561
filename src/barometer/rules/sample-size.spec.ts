import {
  answersFor,
  answersForChange,
  changeSeen,
  invitationsFor,
  marginOf,
  TYPICAL_NPS,
  WORST_SHARE,
} from './sample-size.ts';

describe('answers a margin of error needs', () => {
  it.each([
    [0.05, WORST_SHARE, Infinity, 385],
    [0.05, WORST_SHARE, 2_000, 323],
    [0.05, WORST_SHARE, 500, 218],
    [0.03, WORST_SHARE, 20_000, 1014],
    [0.05, TYPICAL_NPS, Infinity, 965],
    [0.05, 1, Infinity, 1537],
    [0.1, TYPICAL_NPS, Infinity, 242],
    [0.05, TYPICAL_NPS, 3_000, 730],
  ])('within %d at variance %d of %d people: %d', (marginOfError, variance, population, answers) => {
    expect(answersFor({ marginOfError, confidence: 0.95 }, population, variance)).toBe(answers);
  });
});

describe('the margin of error', () => {
  it('is narrowed by the finite population', () => {
    expect(marginOf(400, 2_000)).toBeCloseTo(0.0438, 4);
  });

  it('is nothing once everybody has answered, and the whole scale when nobody does', () => {
    expect(marginOf(2_000, 2_000)).toBe(0);
    expect(marginOf(0, 2_000)).toBe(1);
  });
});

describe('a change that is seen four times in five', () => {
  it.each([
    [0.05, 3941],
    [0.1, 986],
    [0.15, 438],
    [0.2, 247],
  ])('of %d needs %d answers in each period (domain TV-9)', (change, answers) => {
    expect(answersForChange(change)).toBe(answers);
    expect(changeSeen(answers)).toBeLessThanOrEqual(change);
    expect(changeSeen(answers - 1)).toBeGreaterThan(change);
  });

  it('is none at all when nobody answers', () => {
    expect(changeSeen(0)).toBe(1);
  });
});

it('asks as many as answer too seldom', () => {
  expect(invitationsFor(323, 0.138)).toBe(2341);
});
