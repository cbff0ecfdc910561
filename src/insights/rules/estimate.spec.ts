import { readFileSync } from 'node:fs';
import { drivers, lmg } from './drivers.ts';
import { estimate, varianceOf, type Answer, type Kind } from './estimate.ts';
import { groupDifference, holm, waveChange, type WaveFigure } from './wave-change.ts';
import { effectiveSize, join, rake, weigh, type Stratum, type Weighting } from './weights.ts';

type Row = [
  person: string,
  stratum: string,
  nps: number,
  csat: number | null,
  staff: number,
  wait: number,
  price: number,
];
interface Figure {
  value: number;
  se: number;
}
interface Vectors {
  base: { key: string; segment: string; site: string; N: number }[];
  first: Row[];
  second: Row[];
  expected: {
    cells: Record<'first' | 'second', Record<'net' | 'happy' | 'index', Figure>>;
    margins: Record<'net' | 'happy' | 'index', Figure>;
    domain: { premium: Figure; lyon: Figure };
    kish: number;
    change: Record<'net' | 'happy', { change: number; se: number }>;
    groups: Record<string, { difference: number; se: number }>;
    effects: Record<string, [number, number]>;
    shapley: Record<string, number>;
    explained: number;
    holm: { p: number[]; adjusted: number[] };
  };
}
/** Made once with R and its survey package, as the script beside it says. */
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/data/barometer-vectors.json', import.meta.url), 'utf8'),
) as Vectors;
const { expected } = vectors;

const net = (nps: number) => (nps >= 9 ? 1 : nps <= 6 ? -1 : 0);
const readings: Record<'net' | 'happy' | 'index', { kind: Kind; of: (row: Row) => number | null }> = {
  net: { kind: 'net', of: ([, , nps]) => net(nps) },
  happy: { kind: 'share', of: ([, , , csat]) => (csat === null ? null : Number(csat >= 4)) },
  index: { kind: 'index', of: ([, , , csat]) => (csat === null ? null : 25 * (csat - 1)) },
};

function strataOf(rows: Row[]): Stratum[] {
  return vectors.base.map(({ key, segment, site, N }) => ({
    key,
    levels: [segment, site],
    population: N,
    answers: rows.filter(([, stratum]) => stratum === key).length,
  }));
}

function figure(rows: Row[], of: keyof typeof readings, weighting: Weighting, within = (_: Row) => true): WaveFigure {
  const { kind, of: valueOf } = readings[of];
  const answers: Answer[] = rows.map((row) => ({
    person: row[0],
    stratum: row[1],
    value: within(row) ? valueOf(row) : null,
  }));
  const found = estimate(kind, answers, weighting);
  if (!found) throw new Error('nobody answered');
  return { estimate: found, answers, weighting };
}

const second = weigh(strataOf(vectors.second));
const margins: Weighting = {
  ...second,
  method: 'margins',
  weights: rake(strataOf(vectors.second)) ?? new Map<string, number>(),
  groups: new Map(vectors.base.map(({ key, segment, site }) => [key, [`0:${segment}`, `1:${site}`]])),
  cells: new Map(
    join(strataOf(vectors.second), 2).flatMap((group) =>
      group.map(({ key, population, answers }) => [key, { name: key, population, answers }]),
    ),
  ),
};

describe('figures of a wave agree with an independent package', () => {
  it.each([
    ['first', 'net'],
    ['first', 'happy'],
    ['first', 'index'],
    ['second', 'net'],
    ['second', 'happy'],
    ['second', 'index'],
  ] as const)('on strata: %s wave, %s', (wave, of) => {
    const found = figure(vectors[wave], of, weigh(strataOf(vectors[wave]))).estimate;
    expect(found.value).toBeCloseTo(expected.cells[wave][of].value, 6);
    expect(found.se).toBeCloseTo(expected.cells[wave][of].se, 6);
  });

  it.each(['net', 'happy', 'index'] as const)('on raked margins: %s', (of) => {
    const found = figure(vectors.second, of, margins).estimate;
    expect(found.value).toBeCloseTo(expected.margins[of].value, 5);
    expect(found.se).toBeCloseTo(expected.margins[of].se, 5);
  });

  it('on a group of the customers, by strata and by margins', () => {
    const premium = figure(vectors.second, 'net', second, ([, key]) => key.startsWith('premium')).estimate;
    expect([premium.value, premium.se]).toEqual([
      expect.closeTo(expected.domain.premium.value, 6),
      expect.closeTo(expected.domain.premium.se, 6),
    ]);
    const lyon = figure(vectors.second, 'net', margins, ([, key]) => key.endsWith('lyon')).estimate;
    expect([lyon.value, lyon.se]).toEqual([
      expect.closeTo(expected.domain.lyon.value, 5),
      expect.closeTo(expected.domain.lyon.se, 5),
    ]);
  });

  it('on the effective size', () => {
    const weights = vectors.second.map(([, key]) => second.weights.get(key) ?? 0);
    expect(effectiveSize(weights)).toBeCloseTo(expected.kish, 4);
  });

  it.each(['net', 'happy'] as const)('on the change between waves that share people: %s', (of) => {
    const one = weigh([{ key: 'all', levels: ['all'], population: 7700, answers: 410 }]);
    const inOne = (rows: Row[]) =>
      rows.map((row): Row => [row[0], 'all', ...(row.slice(2) as [number, number, number, number, number])]);
    const { change, z } = waveChange(figure(inOne(vectors.first), of, one), figure(inOne(vectors.second), of, one));
    expect(change).toBeCloseTo(expected.change[of].change, 5);
    expect(Math.abs(change / z / expected.change[of].se - 1)).toBeLessThan(0.001);
  });

  it.each(['premium', 'standard', 'new'])('on the difference of a segment from the others: %s', (segment) => {
    const inside = figure(vectors.second, 'net', second, ([, key]) => key.startsWith(segment));
    const others = figure(vectors.second, 'net', second, ([, key]) => !key.startsWith(segment));
    const { change, z } = groupDifference(inside.estimate, others.estimate, inside);
    expect(change).toBeCloseTo(expected.groups[segment]?.difference ?? 0, 6);
    expect(change / z).toBeCloseTo(expected.groups[segment]?.se ?? 0, 3);
  });

  it('on the effects of items, their errors and their shares', () => {
    const people = vectors.second.map(([, stratum, overall, , staff, wait, price]) => ({
      stratum,
      overall,
      marks: [staff, wait, price],
    }));
    const found = drivers(people, second, 1);
    expect(found?.explained).toBeCloseTo(expected.explained, 6);
    for (const [at, name] of ['staff', 'wait', 'price'].entries()) {
      const [effect = 0, se = 0] = expected.effects[name] ?? [];
      const item = found?.items[at];
      expect(item?.effect).toBeCloseTo(effect, 6);
      expect(((item?.effectCi[1] ?? 0) - effect) / 1.959964).toBeCloseTo(se, 5);
      expect(item?.share).toBeCloseTo((expected.shapley[name] ?? 0) / expected.explained, 6);
      expect(item?.shareCi[0]).toBeLessThan(item?.share ?? 0);
      expect(item?.shareCi[1]).toBeGreaterThan(item?.share ?? 1);
    }
    expect(drivers(people, second, 1)).toEqual(found);
  });

  it('on tests read together', () => {
    const adjusted = holm(expected.holm.p);
    for (const [at, p] of expected.holm.adjusted.entries()) expect(adjusted[at]).toBeCloseTo(p, 9);
    expect(holm([])).toEqual([]);
  });
});

describe('a figure of the customer base', () => {
  const strata = [
    { key: 'a', levels: ['a'], population: 10_000, answers: 300 },
    { key: 'b', levels: ['b'], population: 6000, answers: 180 },
    { key: 'c', levels: ['c'], population: 4000, answers: 120 },
  ];
  const of = (...counts: [stratum: string, value: number, times: number][]): Answer[] =>
    counts.flatMap(([stratum, value, times]) =>
      Array.from({ length: times }, (_, at) => ({ person: `${stratum}${value}${at}`, stratum, value })),
    );
  const answers = of(
    ['a', 1, 165],
    ['a', -1, 60],
    ['a', 0, 75],
    ['b', 1, 81],
    ['b', -1, 54],
    ['b', 0, 45],
    ['c', 1, 42],
    ['c', -1, 42],
    ['c', 0, 36],
  );

  it('is the sum of strata by their share, with the error of each', () => {
    const found = estimate('net', answers, weigh(strata));
    expect(found).toMatchObject({ n: 600, value: expect.closeTo(22, 6), se: expect.closeTo(3.3045, 4) });
    expect(found?.ci[0]).toBeCloseTo(15.52, 0);
    expect(found?.ci[1]).toBeCloseTo(28.48, 0);
  });

  it('keeps an interval where everybody says the same, and ends where its scale does', () => {
    const one = [{ key: 'a', levels: ['a'], population: 1000, answers: 40 }];
    expect(estimate('net', of(['a', 1, 40]), weigh(one))).toMatchObject({
      value: 100,
      se: 0,
      ci: [expect.closeTo(83.6, 1), 100],
    });
    expect(estimate('share', of(['a', 1, 40]), weigh(one))).toMatchObject({
      value: 100,
      ci: [expect.closeTo(91.2, 1), 100],
    });
  });

  it('of one answer has an interval and no error, of none does not exist', () => {
    const one = [{ key: 'a', levels: ['a'], population: 1000, answers: 1 }];
    expect(estimate('net', of(['a', 1, 1]), weigh(one))).toMatchObject({
      n: 1,
      value: 100,
      se: null,
      ci: [expect.any(Number), expect.any(Number)],
    });
    expect(estimate('index', of(['a', 80, 1]), weigh(one))).toMatchObject({ value: 80, se: null, ci: [0, 100] });
    expect(estimate('net', [], weigh(one))).toBeNull();
    expect(varianceOf([], [], { cells: new Map() })).toBeNull();
  });

  it('of everybody is certain', () => {
    const all = [{ key: 'a', levels: ['a'], population: 10, answers: 10 }];
    expect(estimate('index', of(['a', 20, 5], ['a', 80, 5]), weigh(all))).toMatchObject({
      value: 50,
      se: 0,
      ci: [50, 50],
    });
  });

  it('moves surely when the same people move it', () => {
    const one = [{ key: 'a', levels: ['a'], population: 100_000, answers: 200 }];
    const before = of(['a', 1, 110], ['a', 0, 50], ['a', -1, 40]);
    const wave = (its: Answer[]): WaveFigure => {
      const found = estimate('net', its, weigh(one));
      if (!found) throw new Error('nobody answered');
      return { estimate: found, answers: its, weighting: weigh(one) };
    };
    const strangers = before.map((answer) => ({ ...answer, person: `x${answer.person}` }));
    const apart = waveChange(
      wave(before),
      wave(strangers.map((answer, at) => (at < 20 ? { ...answer, value: 0 } : answer))),
    );
    const same = waveChange(
      wave(before),
      wave(before.map((answer, at) => (at < 20 ? { ...answer, value: 0 } : answer))),
    );
    expect(same.change).toBeCloseTo(-10, 9);
    expect(same.change).toBe(apart.change);
    expect(apart.p).toBeGreaterThan(0.05);
    expect(same.p).toBeLessThan(0.001);
    const everyone = wave(of(['a', 1, 200]));
    expect(waveChange(everyone, everyone).p).toBe(1);
  });
});

describe('what goes with a good score', () => {
  it('is shared among items as published', () => {
    const found = lmg([
      [1, 0.6, 0.3, 0.55],
      [0.6, 1, 0.4, 0.5],
      [0.3, 0.4, 1, 0.35],
      [0.55, 0.5, 0.35, 1],
    ]);
    expect(found?.explained).toBeCloseTo(0.366854, 6);
    expect(found?.parts).toEqual([0.1834, 0.125488, 0.057965].map((part) => expect.closeTo(part, 6)));
  });

  const people = (n: number, of: (at: number) => { overall: number; marks: number[] }) =>
    Array.from({ length: n }, (_, at) => ({ stratum: 'a', ...of(at) }));
  const one = weigh([{ key: 'a', levels: ['a'], population: 9000, answers: 300 }]);

  it.each([
    ['too few answers', 199, (at: number) => ({ overall: at % 7, marks: [at % 7, at % 3] })],
    ['an item that everybody marks the same', 300, (at: number) => ({ overall: at % 7, marks: [at % 7, 3] })],
    ['nothing explained', 300, (at: number) => ({ overall: at % 2, marks: [at % 3, at % 5] })],
    ['one item alone', 300, (at: number) => ({ overall: at % 7, marks: [at % 7] })],
    ['items that say the same', 300, (at: number) => ({ overall: at % 7, marks: [at % 5, at % 5] })],
  ])('is not drawn on %s', (_, n, of) => {
    expect(drivers(people(n, of), one, 1)).toBeNull();
  });

  it('is drawn from 200 answers on', () => {
    const found = drivers(
      people(200, (at) => ({ overall: (at % 7) + (at % 3), marks: [at % 7, at % 3] })),
      one,
      1,
    );
    expect(found).toMatchObject({
      n: 200,
      explained: expect.closeTo(1, 6),
      items: [{ effect: expect.closeTo(1, 6) }, { effect: expect.closeTo(1, 6) }],
    });
  });
});
