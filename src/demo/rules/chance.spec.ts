import { Chance } from './chance.ts';

const drawn = (seed: string, count: number) => {
  const chance = new Chance(seed);
  return Array.from({ length: count }, () => chance.next());
};

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(drawn('alize', 50)).toEqual(drawn('alize', 50));
    expect(drawn('alize', 5)).not.toEqual(drawn('alizé', 5));
  });

  it('is the same on every machine', () => {
    const chance = new Chance('alize');
    expect([chance.whole(1, 1000), chance.whole(1, 1000), chance.whole(1, 1000)]).toEqual([10, 891, 28]);
  });

  it('is even', () => {
    const numbers = drawn('even', 20_000);
    const tenths = Array.from({ length: 10 }, (_, n) => numbers.filter((x) => Math.floor(x * 10) === n).length);
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(180);
  });

  it('weighs', () => {
    const chance = new Chance('weights');
    const often = Array.from({ length: 10_000 }, () =>
      chance.weighted([
        ['often', 9],
        ['seldom', 1],
        ['never', 0],
      ]),
    );
    expect(often.filter((one) => one === 'seldom').length / 10_000).toBeCloseTo(0.1, 1);
    expect(often).not.toContain('never');
  });

  it('spreads normally', () => {
    const chance = new Chance('normal');
    const draws = Array.from({ length: 10_000 }, () => chance.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it('cannot pick from nothing', () => {
    expect(() => new Chance('').pick([])).toThrow(RangeError);
    expect(() => new Chance('').weighted([])).toThrow(RangeError);
  });
});
