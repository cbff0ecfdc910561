import { rateOf, type Experiences } from './response-rate.ts';

const of = (invited: number, answered: number) => ({ invited, answered });

describe('the response rate to expect', () => {
  it.each<[string, Experiences, number, string]>([
    ['one in five of whom nothing is known', {}, 0.2, 'default'],
    ['hardly less when a few were silent', { stratum: of(2, 0) }, 0.1923, 'default'],
    ['not nothing, though fifty were silent', { stratum: of(50, 0) }, 0.1, 'stratum'],
    ['its own, once many were asked', { stratum: of(5_000, 1_500), programme: of(9_000, 900) }, 0.298, 'stratum'],
    ['the programme’s for a new stratum', { programme: of(2_000, 200) }, 0.1024, 'programme'],
    ['between the two for a small one', { stratum: of(10, 5), programme: of(2_000, 200) }, 0.1687, 'programme'],
    ['that of hot surveys before the first wave', { hot: of(950, 285) }, 0.295, 'hot'],
    [
      'the programme’s rather than that of hot surveys',
      { programme: of(450, 45), hot: of(950, 285) },
      0.1195,
      'programme',
    ],
  ])('is %s', (_, known, rate, from) => {
    const found = rateOf(known);
    expect(found.rate).toBeCloseTo(rate, 3);
    expect(found.from).toBe(from);
  });

  it('does not jump from the forty-ninth to the fiftieth person asked', () => {
    const rates = [48, 49, 50, 51].map((invited) => rateOf({ stratum: of(invited, 20) }).rate);
    for (const [n, rate] of rates.slice(1).entries()) expect(Math.abs(rate - (rates[n] ?? 0))).toBeLessThan(0.005);
  });
});
