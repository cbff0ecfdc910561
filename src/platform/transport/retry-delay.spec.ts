import { retryDelay } from './index.ts';

describe('the wait before a message is offered again', () => {
  it.each([
    [1, 0, 15_000],
    [1, 1, 7_500],
    [2, 0, 30_000],
    [4, 0.5, 90_000],
    [8, 0, 1_800_000],
    [40, 0, 1_800_000],
  ])('after attempt %p with chance %p is %p ms', (attempt, chance, expected) => {
    expect(retryDelay(attempt, chance)).toBe(expected);
  });
});
