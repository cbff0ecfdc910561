import { countsOf, isMetric, measure, moodsOf, type Scored } from './measure.ts';

const given = (metric: Scored['metric'], ...scores: number[]): Scored[] =>
  scores.map((score) => ({ metric, score, n: 1 }));

describe('a measure', () => {
  it('has score, interval, mean and counts (domain TV-3)', () => {
    const rows = [6, 9, 15, 42, 48].map((n, at): Scored => ({ metric: 'csat', score: at + 1, n }));
    expect(measure('csat', rows)).toEqual({
      scale: 'csat',
      counts: [6, 9, 15, 42, 48],
      n: 120,
      score: 75,
      ci: [expect.closeTo(66.56, 2), expect.closeTo(81.89, 2)],
      mean: expect.closeTo(3.975, 3),
    });
  });

  it('of effort is on seven points when anybody was asked so, and leaves the five points out', () => {
    expect(measure('ces', [...given('ces7', 6, 2), ...given('ces5', 5, 5)])).toMatchObject({
      scale: 'ces7',
      n: 2,
      score: 50,
    });
    expect(measure('ces', given('ces5', 5, 4, 1))).toMatchObject({
      scale: 'ces5',
      n: 3,
      mean: expect.closeTo(3.333, 3),
    });
  });

  it('without answers has no score, which is not 0', () => {
    expect(measure('ces', [])).toEqual({ scale: 'ces7', counts: [0, 0, 0, 0, 0, 0, 0], n: 0, score: null, ci: null });
  });

  it('is of the metrics that are published', () => {
    expect(['nps', 'csat', 'ces', 'thumbs', 'rating', 'toString'].map(isMetric)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('counts', () => {
  it('add what several cells gave, and fall into three moods', () => {
    const rows = [...given('nps', 0, 6, 7, 8, 9, 10), ...given('nps', 10), ...given('csat', 1)];
    expect(countsOf('nps', rows)).toEqual([1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2]);
    expect(moodsOf('nps', countsOf('nps', rows))).toEqual({ unhappy: 2, neutral: 2, happy: 3 });
  });
});
