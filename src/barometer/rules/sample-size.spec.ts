import {
  answersFor,
  answersForChange,
  changeSeen,
  invitationsFor,
  marginOf,
  TYPICAL_NPS,
  WORST_SHARE,
} from './sample-size.ts';
import { marginOverStrata } from './waves-ahead.ts';

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

describe('the standard error of an NPS over strata, in points (domain TV-10)', () => {
  const populations = [10_000, 6_000, 4_000];
  const deviations = [0.7, 0.8, 0.9];
  /** Half of so wide an interval is one standard error. */
  const ONE_ERROR = 0.6826894921370859;

  it.each([
    ['proportional', [300, 180, 120], 3.1119],
    ['Neyman', [273, 187, 140], 3.0955],
    ['equal', [200, 200, 200], 3.2133],
  ])('of a %s allocation, %j, is %d', (_, answers, expected) => {
    const plans = populations.map((population, n) => ({
      population,
      expectedMarginOfError: marginOf(answers[n] ?? 0, population, ONE_ERROR, (deviations[n] ?? 0) ** 2),
    }));
    expect(100 * marginOverStrata(plans)).toBeCloseTo(expected, 3);
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
