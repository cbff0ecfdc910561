import { round, signed } from './rounding.ts';

describe('rounding', () => {
  it.each([
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [2.4999, 0, 2],
    [-2.4999, 0, -2],
    [-0.4, 0, 0],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [8.345, 2, 8.35],
    [74.375, 1, 74.4],
    [65, 1, 65],
  ])('takes %d to %d decimals as %d', (value, decimals, expected) => {
    expect(Object.is(round(value, decimals), expected)).toBe(true);
  });

  it.each([
    [35, '+35'],
    [-12.4, '−12'],
    [-12.5, '−13'],
    [0, '0'],
    [-0.3, '0'],
    [0.5, '+1'],
    [100, '+100'],
  ])('writes the score %d as %s', (score, text) => {
    expect(signed(score)).toBe(text);
  });
});
