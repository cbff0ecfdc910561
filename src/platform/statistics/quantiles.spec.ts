import { betaQuantile, t95, twoSidedP, Z_95 } from './quantiles.ts';

describe('the tables of probability', () => {
  it('give the normal, Student and beta quantiles', () => {
    expect(Z_95).toBeCloseTo(1.959964, 6);
    expect(t95(119)).toBeCloseTo(1.9801, 4);
    expect(t95(1)).toBeCloseTo(12.7062, 4);
    expect(betaQuantile(0.5, 3, 3)).toBeCloseTo(0.5, 9);
  });

  it.each([
    [0, 1],
    [-1.8185, 0.069],
    [1.8112, 0.0701],
    [1.959964, 0.05],
  ])('give to z = %d a p-value of %d', (z, p) => {
    expect(twoSidedP(z)).toBeCloseTo(p, 4);
  });
});
