import fc from 'fast-check';
import { shareDifference, wilson } from './shares.ts';

describe('the interval of a share', () => {
  it.each([
    [90, 120, 0.6656, 0.8189],
    [45, 50, 0.7864, 0.9565],
    [27, 30, 0.7438, 0.9654],
    [9, 10, 0.5958, 0.9821],
    [160, 200, 0.7391, 0.8495],
    [70, 110, 0.5433, 0.7202],
    [1, 10, 0.0179, 0.4042],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [1, 1, 0.2065, 1],
    [20, 20, 0.8389, 1],
    [0, 0, 0, 1],
  ])('of %d out of %d goes from %d to %d', (x, n, low, high) => {
    expect(wilson({ x, n })).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)]);
  });

  it('holds the share it is about, and mirrors that of the others', () => {
    const counts = fc
      .integer({ min: 1, max: 2000 })
      .chain((n) => fc.integer({ min: 0, max: n }).map((x) => ({ x, n })));
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        const [low, high] = wilson({ x, n });
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
        expect(wilson({ x: n - x, n })).toEqual([expect.closeTo(1 - high, 9), expect.closeTo(1 - low, 9)]);
      }),
    );
  });
});

describe('a change of a share', () => {
  it('has Newcombe’s interval and the pooled test', () => {
    expect(shareDifference({ x: 70, n: 110 }, { x: 90, n: 120 })).toEqual({
      n: 110,
      change: expect.closeTo(0.1136, 4),
      ci: [expect.closeTo(-0.0054, 4), expect.closeTo(0.2294, 4)],
      z: expect.closeTo(1.8709, 3),
      p: expect.closeTo(0.0614, 4),
    });
  });

  it('is the opposite the other way round', () => {
    const there = shareDifference({ x: 70, n: 110 }, { x: 90, n: 120 });
    const back = shareDifference({ x: 90, n: 120 }, { x: 70, n: 110 });
    expect(back?.ci).toEqual([expect.closeTo(-(there?.ci[1] ?? 0), 9), expect.closeTo(-(there?.ci[0] ?? 0), 9)]);
  });

  it('is nothing when everybody agrees in both periods', () => {
    expect(shareDifference({ x: 10, n: 10 }, { x: 20, n: 20 })).toMatchObject({ change: 0, z: 0, p: 1 });
  });

  it('does not exist from or to an empty period', () => {
    expect(shareDifference({ x: 0, n: 0 }, { x: 1, n: 2 })).toBeNull();
    expect(shareDifference({ x: 1, n: 2 }, { x: 0, n: 0 })).toBeNull();
  });
});
