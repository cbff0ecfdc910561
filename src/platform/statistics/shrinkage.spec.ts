import fc from 'fast-check';
import { wilson } from './shares.ts';
import { priorOf, shrinkMean, shrinkScore, shrinkShare, spreadOf } from './shrinkage.ts';

const PRIOR = { mean: 0.75, strength: 30 };
const STORES = { A: [9, 10], B: [160, 200], C: [45, 50], D: [1, 1], E: [10, 20] } as const;

describe('a share shrunk towards its network', () => {
  it.each([
    ['A', 0.9, 0.7875, 0.6746, 0.5958],
    ['B', 0.8, 0.7935, 0.7482, 0.7391],
    ['C', 0.9, 0.8438, 0.7728, 0.7864],
    ['D', 1, 0.7581, 0.6244, 0.2065],
    ['E', 0.5, 0.65, 0.5367, 0.2993],
  ] as const)('store %s, raw %d, is %d', (store, raw, shrunk, prudent, wilsonLow) => {
    const [x, n] = STORES[store];
    expect(shrinkShare({ x, n }, PRIOR)).toEqual({
      raw: expect.closeTo(raw, 4),
      shrunk: expect.closeTo(shrunk, 4),
      prudent: expect.closeTo(prudent, 4),
    });
    expect(wilson({ x, n })[0]).toBeCloseTo(wilsonLow, 4);
  });

  it('ranks stores C, B, A, D, E', () => {
    const shrunk = Object.entries(STORES).map(
      ([store, [x, n]]) => [store, shrinkShare({ x, n }, PRIOR).shrunk] as const,
    );
    expect(shrunk.sort(([, a], [, b]) => b - a).map(([store]) => store)).toEqual(['C', 'B', 'A', 'D', 'E']);
  });

  it('is the prior itself where nobody has answered', () => {
    expect(shrinkShare({ x: 0, n: 0 }, PRIOR)).toMatchObject({ raw: null, shrunk: 0.75 });
  });

  it('lies between the raw share and the network’s', () => {
    const counts = fc.integer({ min: 1, max: 500 }).chain((n) => fc.integer({ min: 0, max: n }).map((x) => ({ x, n })));
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        const { shrunk, prudent } = shrinkShare({ x, n }, PRIOR);
        expect(shrunk).toBeGreaterThanOrEqual(Math.min(x / n, 0.75) - 1e-12);
        expect(shrunk).toBeLessThanOrEqual(Math.max(x / n, 0.75) + 1e-12);
        expect(prudent).toBeLessThan(shrunk);
      }),
    );
  });
});

describe('the prior of a network', () => {
  const network = (groups: number): { x: number; n: number }[] =>
    Array.from({ length: groups }, (_, index) => ({ x: index % 2 ? 80 : 60, n: 100 }));

  it('is worth 30 answers under 20 stores', () => {
    expect(priorOf(network(18))).toEqual({ mean: expect.closeTo(0.7, 9), strength: 30 });
  });

  it('is worth what the spread says from 20 stores on', () => {
    expect(priorOf(network(20))).toEqual({ mean: expect.closeTo(0.7, 9), strength: expect.closeTo(23.6725, 3) });
  });

  it('is strongest when stores differ no more than by chance', () => {
    expect(priorOf(Array(20).fill({ x: 70, n: 100 }))).toEqual({ mean: expect.closeTo(0.7, 9), strength: 1000 });
  });

  it('does not count stores without answers, and does not exist without any', () => {
    expect(priorOf([...network(18), { x: 0, n: 0 }, { x: 0, n: 0 }])).toMatchObject({ strength: 30 });
    expect(priorOf(Array(20).fill({ x: 5, n: 5 }))).toEqual({ mean: 1, strength: 30 });
    expect(priorOf([{ x: 0, n: 0 }])).toBeNull();
  });
});

describe('a score shrunk towards the mean of all', () => {
  const SCORES = [
    { score: 60, variance: 0.6, n: 12 },
    { score: 50, variance: 0.55, n: 150 },
    { score: 10, variance: 0.75, n: 20 },
    { score: 35, variance: 0.6275, n: 200 },
    { score: 20, variance: 0.66, n: 180 },
  ];

  it.each([
    [60, 0.6, 12, 0.2236, 40.59],
    [50, 0.55, 150, 0.797, 46.956],
    [10, 0.75, 20, 0.2775, 28.064],
    [35, 0.6275, 200, 0.8211, 35],
  ])('%d with variance %d on %d answers keeps a part of %d and is %d', (score, variance, n, weight, shrunk) => {
    const found = shrinkScore({ score, variance, n }, { mean: 35, tauSquared: 144 });
    expect(found).toEqual({ weight: expect.closeTo(weight, 4), shrunk: expect.closeTo(shrunk, 3) });
  });

  it('knows how scores spread between stores', () => {
    const spread = spreadOf(SCORES);
    expect(spread?.mean).toBeCloseTo(34.817, 3);
    expect(spread?.q).toBeCloseTo(15.1863, 3);
    expect(spread?.tauSquared).toBeCloseTo(176.2249, 2);
    expect(Math.sqrt(spread?.tauSquared ?? 0)).toBeCloseTo(13.275, 3);
  });

  it('finds no spread in one store, nor in stores alike', () => {
    const [first] = SCORES;
    expect(spreadOf(first ? [first] : [])).toMatchObject({ mean: 60, tauSquared: 0 });
    expect(spreadOf(SCORES.map((score) => ({ ...score, score: 40 })))).toMatchObject({ tauSquared: 0 });
    expect(spreadOf([])).toBeNull();
  });
});

describe('a mean of ratings', () => {
  it.each([
    [4.9, 5, 4.4333],
    [4.6, 80, 4.5556],
    [4.2, 3, 4.2],
  ])('%d on %d ratings, with ten of 4.2 to start from, is %d', (mean, n, expected) => {
    expect(shrinkMean({ mean, n }, { mean: 4.2, strength: 10 })).toBeCloseTo(expected, 4);
  });
});
