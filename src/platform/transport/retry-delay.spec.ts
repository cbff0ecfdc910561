import { retryDelay } from './index.ts';

describe('the wait before a message is offered again', () => {
  it.each([
    [1, 1, 15_000],
    [1, 0.5, 7_500],
    [1, 0, 1_000],
    [2, 1, 30_000],
    [4, 0.25, 30_000],
    [8, 1, 1_800_000],
    [40, 1, 1_800_000],
  ])('after attempt %p with chance %p is %p ms', (attempt, chance, expected) => {
    expect(retryDelay(attempt, chance)).toBe(expected);
  });
});
