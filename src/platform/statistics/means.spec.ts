import { meanOf } from './means.ts';

describe('a mean', () => {
  it('of satisfaction scores has the t interval', () => {
    expect(meanOf([6, 9, 15, 42, 48], 1)).toEqual({
      n: 120,
      mean: expect.closeTo(3.975, 4),
      sd: expect.closeTo(1.1336, 4),
      se: expect.closeTo(0.1035, 4),
      ci: [expect.closeTo(3.7701, 4), expect.closeTo(4.1799, 4)],
    });
  });

  it.each([
    ['ces7', [4, 6, 10, 15, 25, 30, 10], 4.81, 1.555],
    ['ces5', [5, 10, 20, 40, 25], 3.7, 1.1055],
  ])('of %s scores', (_, distribution, mean, sd) => {
    expect(meanOf(distribution, 1)).toMatchObject({ mean: expect.closeTo(mean, 4), sd: expect.closeTo(sd, 4) });
  });

  it('of one answer has no interval, of none does not exist', () => {
    expect(meanOf([0, 0, 0, 1, 0], 1)).toEqual({ n: 1, mean: 4, sd: null, se: null, ci: null });
    expect(meanOf([0, 0, 0, 0, 0], 1)).toBeNull();
  });
});
