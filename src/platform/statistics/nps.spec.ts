import fc from 'fast-check';
import { adjustedNps, nps, npsDifference, npsVariance } from './nps.ts';
import type { NpsCounts } from './nps.ts';
import { Z_95 } from './quantiles.ts';

const of = (promoters: number, detractors: number, n: number): NpsCounts => ({
  promoters,
  detractors,
  passives: n - promoters - detractors,
});

describe('the net promoter score', () => {
  it.each([
    [110, 40, 200, 35, 0.6275, 5.6013, 24.02, 45.98, 34.4828, 5.5593, 23.59, 45.38],
    [81, 45, 180, 20, 0.66, 6.0553, 8.13, 31.87, 19.6721, 5.9965, 7.92, 31.42],
    [9, 3, 15, 40, 0.64, 20.6559, -0.48, 80.48, 33.3333, 18.8398, -3.59, 70.26],
    [10, 0, 10, 100, 0, 0, 100, 100, 76.9231, 15.0102, 47.5, 100],
    [0, 10, 10, -100, 0, 0, -100, -100, -76.9231, 15.0102, -100, -47.5],
    [5, 5, 10, 0, 1, 31.6228, -61.98, 61.98, 0, 26.0859, -51.13, 51.13],
    [450, 200, 1000, 25, 0.5875, 2.4238, 20.25, 29.75, 24.9252, 2.4201, 20.18, 29.67],
  ])(
    'of %d promoters and %d detractors among %d is %d',
    (promoters, detractors, n, score, variance, se, waldLow, waldHigh, adjusted, adjustedSe, low, high) => {
      const counts = of(promoters, detractors, n);
      const plainSe = 100 * Math.sqrt(npsVariance(counts) / n);
      expect(npsVariance(counts)).toBeCloseTo(variance, 4);
      expect(plainSe).toBeCloseTo(se, 2);
      expect(score - Z_95 * plainSe).toBeCloseTo(waldLow, 2);
      expect(score + Z_95 * plainSe).toBeCloseTo(waldHigh, 2);
      expect(adjustedNps(counts).score).toBeCloseTo(adjusted, 2);
      expect(adjustedNps(counts).se).toBeCloseTo(adjustedSe, 2);
      expect(nps(counts)).toEqual({ n, score, ci: [expect.closeTo(low, 2), expect.closeTo(high, 2)] });
    },
  );

  it('of nobody has no value, which is not 0', () => {
    expect(nps(of(0, 0, 0))).toEqual({ n: 0, score: null, ci: null });
  });

  it('has an interval whose width nothing can bring to zero, within −100 and 100', () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, count, (promoters, passives, detractors) => {
        const { ci } = nps({ promoters, passives, detractors });
        if (!ci) return;
        expect(ci[0]).toBeLessThan(ci[1]);
        expect(ci[0]).toBeGreaterThanOrEqual(-100);
        expect(ci[1]).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('a change of the net promoter score', () => {
  it.each([
    [of(110, 40, 200), of(81, 45, 180), -15, -1.8185, -14.8106, 8.177, -1.8112, 0.0701, -30.84, 1.22],
    [of(9, 3, 15), of(6, 6, 15), -40, -1.291, -33.3333, 27.7778, -1.2, 0.2301, -87.78, 21.11],
    [of(450, 200, 1000), of(470, 190, 1000), 3, 0.8774, 2.991, 3.414, 0.8761, 0.381, -3.7, 9.68],
  ])('is tested on the adjusted scores (case %#)', (before, after, change, waldZ, adjusted, se, z, p, low, high) => {
    const found = npsDifference(before, after);
    const [n1, n2] = [nps(before).n, nps(after).n];
    const plainSe = 100 * Math.sqrt(npsVariance(before) / n1 + npsVariance(after) / n2);
    expect(change / plainSe).toBeCloseTo(waldZ, 3);
    expect(adjustedNps(after).score - adjustedNps(before).score).toBeCloseTo(adjusted, 2);
    expect(Math.hypot(adjustedNps(before).se, adjustedNps(after).se)).toBeCloseTo(se, 2);
    expect(found).toEqual({
      n: Math.min(n1, n2),
      change: expect.closeTo(change, 6),
      ci: [expect.closeTo(low, 2), expect.closeTo(high, 2)],
      z: expect.closeTo(z, 3),
      p: expect.closeTo(p, 4),
    });
  });

  it('does not exist from or to an empty period', () => {
    expect(npsDifference(of(0, 0, 0), of(5, 1, 10))).toBeNull();
    expect(npsDifference(of(5, 1, 10), of(0, 0, 0))).toBeNull();
  });
});
