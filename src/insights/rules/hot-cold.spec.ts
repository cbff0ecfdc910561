import { coldSide, hotCold, hotSide } from './hot-cold.ts';

describe('hot against cold', () => {
  it.each([
    ['nps', [1, 40], 'good'],
    ['nps', [0, 40], 'unclear'],
    ['nps', [-40, -1], 'poor'],
    ['nps', [-40, 0], 'unclear'],
    ['csat', [50.1, 80], 'good'],
    ['csat', [50, 80], 'unclear'],
    ['ces7', [20, 49.9], 'poor'],
    ['ces7', [20, 50], 'unclear'],
  ] as const)('%s from %j is %s at once', (scale, [low, high], side) => {
    expect(hotSide(scale, { n: 90, score: (low + high) / 2, ci: [low, high] })).toBe(side);
  });

  it('cannot tell of nobody', () => {
    expect(hotSide('nps', { n: 0, score: null, ci: null })).toBe('unclear');
  });

  it.each([
    [-12, 0.049, 'below'],
    [-12, 0.05, 'alike'],
    [12, 0.01, 'above'],
    [12, 0.2, 'alike'],
  ])('%d points with p = %d is %s the others', (change, p, side) => {
    expect(coldSide({ change, p })).toBe(side);
  });

  it.each([
    ['good', 'below', 'flatters'],
    ['poor', 'above', 'underrated'],
    ['good', 'above', 'agrees'],
    ['poor', 'below', 'agrees'],
    ['good', 'alike', 'unclear'],
    ['unclear', 'below', 'unclear'],
  ] as const)('%s at once and %s in the barometer: %s', (hot, cold, verdict) => {
    expect(hotCold(hot, cold)).toBe(verdict);
  });
});
