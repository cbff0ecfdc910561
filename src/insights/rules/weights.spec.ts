import fc from 'fast-check';
import { effectiveSize, join, rake, weigh, type Stratum } from './weights.ts';

const stratum = (key: string, population: number, answers: number): Stratum => ({
  key,
  levels: key.split(' / '),
  population,
  answers,
});
const weightsOf = (strata: Stratum[]) => [...weigh(strata).weights.values()];
const perAnswer = (strata: Stratum[], weights: ReadonlyMap<string, number>) =>
  strata.flatMap(({ key, answers }) => Array<number>(answers).fill(weights.get(key) ?? Number.NaN));

describe('weights to the customer base', () => {
  it('bring each stratum to its share', () => {
    const strata = [stratum('a', 500, 80), stratum('b', 300, 90), stratum('c', 200, 30)];
    expect(weightsOf(strata)).toEqual([expect.closeTo(1.25, 4), expect.closeTo(0.6667, 4), expect.closeTo(1.3333, 4)]);
    const weights = perAnswer(strata, weigh(strata).weights);
    expect(effectiveSize(weights)).toBeCloseTo(183.21, 2);
    expect(weights.length / effectiveSize(weights)).toBeCloseTo(1.0917, 4);
  });

  it('join the stratum with too few answers to the nearest, by its first level, then to the smallest', () => {
    const strata = [
      stratum('premium / lyon', 100, 40),
      stratum('premium / lille', 100, 4),
      stratum('new / lyon', 100, 19),
      stratum('new / lille', 100, 60),
      stratum('new / nantes', 100, 30),
    ];
    expect(join(strata, 20).map((group) => group.map(({ key }) => key))).toEqual([
      ['premium / lyon', 'premium / lille'],
      ['new / lille'],
      ['new / nantes', 'new / lyon'],
    ]);
  });

  it.each([
    [20, 0],
    [19, 1],
  ])('join nothing with 20 answers in each, and join the stratum with 19 (%d)', (answers, joined) => {
    expect(weigh([stratum('a', 500, answers), stratum('b', 500, 300)]).joined).toHaveLength(joined);
  });

  it('join a stratum in which nobody answered', () => {
    const { weights, joined } = weigh([stratum('a', 500, 0), stratum('b', 500, 300), stratum('c', 1000, 300)]);
    expect(joined).toEqual([['b', 'a']]);
    expect(weights.get('b')).toBeCloseTo(1, 9);
  });

  it('are raked to the levels when these have answers enough and the strata have not', () => {
    const strata = [
      stratum('x / one', 300, 50),
      stratum('x / two', 300, 15),
      stratum('y / one', 200, 30),
      stratum('y / two', 200, 80),
    ];
    const found = weigh(strata);
    expect(found.method).toBe('margins');
    const weighted = (level: string) =>
      strata
        .filter(({ levels }) => levels.includes(level))
        .reduce((sum, { key, answers }) => sum + answers * (found.weights.get(key) ?? 0), 0);
    expect([weighted('x'), weighted('y'), weighted('one'), weighted('two')]).toEqual(
      [0.6, 0.4, 0.5, 0.5].map((share) => expect.closeTo(share * 175, 6)),
    );
  });

  it('rake a table to its margins as published', () => {
    const cells = [
      stratum('x / one', 52.5, 50),
      stratum('x / two', 57.5, 30),
      stratum('y / one', 47.5, 40),
      stratum('y / two', 42.5, 80),
    ];
    const weights = rake(cells) ?? new Map<string, number>();
    expect(cells.map(({ key, answers }) => answers * (weights.get(key) ?? 0))).toEqual(
      [69.4515, 40.5485, 30.5485, 59.4515].map((count) => expect.closeTo(count, 3)),
    );
    const each = perAnswer(cells, weights);
    expect(each.length / effectiveSize(each)).toBeCloseTo(1.0939, 4);
  });

  it('rake from the weights of the draw: a stratum drawn twice as densely does not count twice', () => {
    const base = [
      stratum('x / one', 400, 40),
      stratum('x / two', 200, 40),
      stratum('y / one', 200, 20),
      stratum('y / two', 400, 40),
    ];
    const drawn = base.map((one) => ({ ...one, design: one.population / one.answers }));
    const counted = (weights: ReadonlyMap<string, number> | null) =>
      base.map(({ key, answers }) => answers * (weights?.get(key) ?? 0));
    // Everybody asked has answered: weighted, the table is the base again.
    expect(counted(rake(drawn))).toEqual(base.map(({ population }) => expect.closeTo((population * 140) / 1200, 6)));
    expect(counted(rake(base))[1]).toBeGreaterThan(28);
  });

  it('are cut to the limits, and average 1 after that', () => {
    const strata = [stratum('a', 9000, 100), stratum('b', 1000, 900)];
    const { weights, trimmed } = weigh(strata);
    expect(trimmed).toBe(1000);
    expect((weights.get('a') ?? 0) / (weights.get('b') ?? 1)).toBeCloseTo(10, 9);
    expect(weigh([stratum('a', 500, 100), stratum('b', 500, 100)]).trimmed).toBe(0);
  });

  it('average 1 whatever the strata, and say nothing of nobody', () => {
    const some = fc.record({
      population: fc.integer({ min: 1, max: 5000 }),
      answers: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 8 }), (found) => {
        const strata = found.map(({ population, answers }, at) => stratum(`s${at % 3} / t${at}`, population, answers));
        const weights = perAnswer(strata, weigh(strata).weights);
        if (weights.length === 0) return;
        expect(weights.reduce((sum, one) => sum + one, 0) / weights.length).toBeCloseTo(1, 6);
      }),
    );
    expect(weigh([]).weights.size).toBe(0);
    expect(effectiveSize([])).toBe(0);
  });
});
