import { obstaclesOf } from './obstacles.ts';
import type { Programme } from './programme.ts';
import { marginOverStrata, wavesAhead, type StratumState } from './waves-ahead.ts';

const stratum = (key: string, population: number, more: Partial<StratumState> = {}): StratumState => ({
  ...{ key, population, available: population, owed: 0, rate: 0.2, bySms: 0, ...more },
});

const wishes = (more: Partial<Programme> = {}) => ({
  ...{ target: { perWave: 100 }, allocation: 'proportional' as const, floor: 0, population: {}, minimumGroup: 5 },
  ...more,
});

/** What stands against a programme of so many waves, as `code about`. */
function against(
  programme: ReturnType<typeof wishes>,
  strata: StratumState[],
  { waves = 4, days = 12, emptied = {} } = {},
) {
  const known = { segments: [], sites: [], days, emptied: new Map(Object.entries<number>(emptied)) };
  return obstaclesOf(programme, strata, wavesAhead(programme, strata, waves), known).map(
    ({ code, about, params, blocks }) => ({
      ...{ is: about === null ? code : `${code} ${about}`, params, blocks },
    }),
  );
}

describe('what stands against a plan', () => {
  const base = [stratum('a', 300), stratum('b', 100)];

  it('is nothing when all is well', () => {
    expect(against(wishes(), base)).toEqual([]);
  });

  it.each<
    [string, ReturnType<typeof wishes>, StratumState[], Parameters<typeof against>[2], Record<string, number>, boolean]
  >([
    ['target-above-base', wishes({ target: { perWave: 401 } }), base, {}, { wanted: 401, population: 400 }, true],
    ['cycle-above-base', wishes({ target: { perWave: 101 } }), base, {}, { wanted: 404, available: 400 }, false],
    ['floors-above-target', wishes({ floor: 51 }), base, {}, { floors: 102, wanted: 100 }, true],
    [
      'empty-strata b',
      wishes({ target: { perWave: 75 } }),
      [stratum('a', 300), stratum('b', 100, { available: 0 })],
      {},
      { population: 100 },
      false,
    ],
    ['empty-strata c', wishes(), base, { emptied: { c: 7 } }, { population: 7 }, false],
    [
      'floor-above-stratum b',
      wishes({ floor: 60, target: { perWave: 150 } }),
      [stratum('a', 550), stratum('b', 50)],
      {},
      { floor: 60, population: 50 },
      false,
    ],
    ['too-few-answers b', wishes(), [stratum('a', 380), stratum('b', 20)], {}, { answers: 1, minimum: 5 }, false],
    ['no-reserve', wishes({ target: { perWave: 400 } }), base, { waves: 1 }, {}, false],
    ['no-deviations', wishes({ allocation: 'neyman' }), base, {}, {}, false],
    ['never-asked', wishes({ target: { perWave: 99 } }), base, {}, { people: 4 }, false],
    ['short-wave', wishes(), base, { days: 4 }, { days: 4, fewest: 5 }, false],
    [
      'margin-missed',
      wishes({ target: { marginOfError: 0.05, confidence: 0.95 } }),
      base,
      { waves: 1 },
      { asked: 5, planned: 9.8 },
      false,
    ],
  ])('%s', (is, programme, strata, around, params, blocks) => {
    expect(against(programme, strata, around)).toContainEqual({ is, params, blocks });
  });

  it('is not that deviations are missing once one is known', () => {
    const known = [stratum('a', 300, { deviation: 0.8 }), stratum('b', 100)];
    expect(against(wishes({ allocation: 'neyman' }), known)).toEqual([]);
  });
});

describe('the margin of a whole', () => {
  it('weighs each stratum by its people', () => {
    const strata = [
      { population: 300, expectedMarginOfError: 0.04 },
      { population: 100, expectedMarginOfError: 0.08 },
    ];
    expect(marginOverStrata(strata)).toBeCloseTo(Math.sqrt(0.03 ** 2 + 0.02 ** 2), 10);
  });

  it('is the whole scale of nobody', () => {
    expect(marginOverStrata([])).toBe(1);
  });

  it('is that of the target’s own confidence', () => {
    const margins = [0.9, 0.95, 0.99].map((confidence) => {
      const target = { marginOfError: 0.1, confidence };
      const [wave] = wavesAhead(wishes({ target }), [stratum('a', 10_000)], 1);
      return wave?.expectedMarginOfError ?? 1;
    });
    for (const margin of margins) {
      expect(margin).toBeLessThanOrEqual(0.1);
      expect(margin).toBeGreaterThan(0.097);
    }
  });
});
