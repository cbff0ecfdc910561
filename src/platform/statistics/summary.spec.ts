import { compare, meanIndex, netScore, summarise } from './summary.ts';
import type { Scale } from '#platform/values';

const close = (value: number) => expect.closeTo(value, 2);

describe('the summary of a distribution', () => {
  it.each<[Scale, number[], number, number, number, number, number | undefined]>([
    ['nps', [10, 5, 5, 5, 5, 5, 5, 25, 25, 50, 60], 200, 35, 23.59, 45.38, undefined],
    ['nps', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10], 10, 100, 47.5, 100, undefined],
    ['nps', [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], 1, -100, -98.5, 48.5, undefined],
    ['csat', [6, 9, 15, 42, 48], 120, 75, 66.56, 81.89, 3.975],
    ['rating', [6, 9, 15, 42, 48], 120, 75, 66.56, 81.89, 3.975],
    ['ces7', [4, 6, 10, 15, 25, 30, 10], 100, 65, 55.25, 73.64, 4.81],
    ['ces5', [5, 10, 20, 40, 25], 100, 65, 55.25, 73.64, 3.7],
    ['thumbs', [1, 9], 10, 90, 59.58, 98.21, undefined],
  ])('on %s: %j', (scale, distribution, n, score, low, high, mean) => {
    const expected = { n, score: close(score), ci: [close(low), close(high)] };
    expect(summarise(scale, distribution)).toEqual(mean === undefined ? expected : { ...expected, mean: close(mean) });
  });

  it.each<[Scale, number]>([
    ['nps', 11],
    ['csat', 5],
    ['ces7', 7],
    ['ces5', 5],
    ['thumbs', 2],
    ['rating', 5],
  ])('on %s without answers has no score, which is not 0', (scale, length) => {
    expect(summarise(scale, Array<number>(length).fill(0))).toEqual({ n: 0, score: null, ci: null });
    expect(netScore(scale, Array<number>(length).fill(0))).toBeNull();
  });

  it.each<[Scale, number[]]>([
    ['csat', [1, 2, 3, 4]],
    ['csat', [1, 2, 3, 4, 5, 6]],
    ['thumbs', [-1, 2]],
    ['thumbs', [NaN, 2]],
  ])('refuses for %s the distribution %j', (scale, distribution) => {
    expect(() => summarise(scale, distribution)).toThrow(RangeError);
  });

  it('has its other readings: net score and index of the mean', () => {
    expect(netScore('ces7', [4, 6, 10, 15, 25, 30, 10])).toBe(45);
    expect(meanIndex('ces7', 4.81)).toBeCloseTo(63.5, 6);
    expect(meanIndex('csat', 3.975)).toBeCloseTo(74.375, 6);
    expect(meanIndex('csat', 1)).toBe(0);
    expect(meanIndex('csat', 5)).toBe(100);
  });
});

describe('the change of a score', () => {
  it('is in points on every scale', () => {
    expect(compare('csat', [20, 20, 0, 30, 40], [10, 20, 0, 40, 50])).toEqual({
      n: 110,
      change: close(11.36),
      ci: [close(-0.54), close(22.94)],
      z: expect.closeTo(1.8709, 3),
      p: expect.closeTo(0.0614, 4),
    });
    expect(compare('nps', [40, 0, 0, 0, 0, 0, 0, 50, 0, 0, 110], [45, 0, 0, 0, 0, 0, 0, 54, 0, 0, 81])).toEqual({
      n: 180,
      change: close(-15),
      ci: [close(-30.84), close(1.22)],
      z: expect.closeTo(-1.8112, 3),
      p: expect.closeTo(0.0701, 4),
    });
  });

  it('does not exist from an empty period', () => {
    expect(compare('thumbs', [0, 0], [1, 1])).toBeNull();
    expect(compare('nps', Array<number>(11).fill(0), Array<number>(11).fill(1))).toBeNull();
  });
});
