import { deviationOf, pooled, type Spread } from './deviation.ts';

/** So many answers of −1, 0 and 1. */
const answers = (low: number, middle: number, high: number): Spread => ({
  n: low + middle + high,
  sum: high - low,
  squares: high + low,
});
const whole = answers(200, 300, 500);

describe('how far apart the answers of a stratum are', () => {
  it.each([
    ['said by hand, whatever was answered', 0.4, answers(50, 0, 50), whole, { deviation: 0.4, from: 'set' }],
    ['its own, of thirty answers', undefined, answers(15, 0, 15), whole, { deviation: 1.017, from: 'stratum' }],
    ['drawn halfway to the whole, of fifteen', undefined, answers(8, 0, 7), whole, { deviation: 0.9158, from: 'few' }],
    ['the whole’s, of one', undefined, answers(1, 0, 0), whole, { deviation: 0.781, from: 'programme' }],
    ['the whole’s, of none', undefined, undefined, whole, { deviation: 0.781, from: 'programme' }],
    ['never nothing, though all agree', undefined, answers(0, 0, 90), whole, { deviation: 0.05, from: 'stratum' }],
  ])('is %s', (_, set, stratum, all, { deviation, from }) => {
    const found = deviationOf(set, stratum, all);
    expect(found?.from).toBe(from);
    expect(found?.deviation).toBeCloseTo(deviation, 3);
  });

  it('is not known before anybody has answered', () => {
    expect(deviationOf(undefined, undefined, pooled([]))).toBeNull();
    expect(deviationOf(undefined, answers(1, 0, 0), answers(1, 0, 0))).toBeNull();
  });

  it('of the whole is that of all answers together', () => {
    expect(pooled([answers(1, 2, 3), answers(4, 0, 1)])).toEqual(answers(5, 2, 4));
  });
});
