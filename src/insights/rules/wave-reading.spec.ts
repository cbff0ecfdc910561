import { measuresOf, driversOf } from './wave-measures.ts';
import type { WaveData } from './wave-data.ts';
import { readScore, readWave } from './wave-reading.ts';

const questions = [{ key: 'nps', kind: 'nps' }];
const measures = measuresOf(questions);
const STRATA = ['premium / lyon', 'premium / lille', 'new / lyon', 'new / lille'];

function aWave(answers: Record<string, number[]>, prefix = 'p'): WaveData {
  return {
    dimensions: ['segment', 'site'],
    strata: STRATA.map((key) => ({ key, population: 1000, asked: 200 })),
    answers: Object.entries(answers).flatMap(([stratum, scores]) =>
      scores.map((nps, at) => ({ person: `${prefix}-${stratum}-${at}`, stratum, answers: { nps }, afterHours: at })),
    ),
  };
}
const times = (n: number, ...scores: number[]) => Array.from({ length: n }, (_, at) => scores[at % scores.length] ?? 0);
const read = (wave: WaveData, before: WaveData | null = null, minimum = 5) =>
  readWave(wave, before, measures, { minimum, explained: driversOf(questions) });
const full = aWave({
  'premium / lyon': times(60, 10),
  'premium / lille': times(40, 9, 3),
  'new / lyon': times(50, 9, 3),
  'new / lille': times(50, 2),
});

describe('a wave read whole', () => {
  it('has its score, its groups against the others, and who took part', () => {
    const found = read(full);
    expect(found.figures).toMatchObject([{ key: 'nps', n: 200, value: expect.closeTo(0, 6), change: null }]);
    expect(found.groups.map(({ by, name, n }) => `${by} ${name} ${n}`)).toEqual([
      ...['segment premium 100', 'segment new 100', 'site lyon 110', 'site lille 90'],
      ...STRATA.map((key, at) => `stratum ${key} ${[60, 40, 50, 50][at]}`),
    ]);
    expect(found.groups[0]).toMatchObject({
      ...{ population: 2000, rate: 0.25, figure: { value: expect.closeTo(50, 6) } },
      difference: { change: expect.closeTo(100, 6), p: expect.closeTo(0, 6) },
    });
    expect(found.groups[5]).toMatchObject({ name: 'premium / lille', rate: 0.2, ofBase: 0.25, ofAnswers: 0.2 });
    expect(found.sameRates).toBeCloseTo(0.1423, 1);
    expect(found.late).toMatchObject({ difference: { n: expect.any(Number) } });
    expect(found.drivers).toBeNull();
  });

  it('is set against the wave before', () => {
    const before = aWave(Object.fromEntries(STRATA.map((key) => [key, times(50, 2)])), 'q');
    expect(read(full, before).figures[0]?.change).toMatchObject({ change: expect.closeTo(100, 6), n: 200 });
    expect(read(full, aWave({ 'new / lyon': [1, 2, 3, 4] })).figures[0]?.change).toBeNull();
  });

  it('shows neither a group of a few nor the group that would give it away', () => {
    const found = read(
      aWave({ ...Object.fromEntries(STRATA.map((key) => [key, times(30, 9)])), 'new / lille': [1, 1, 1] }),
    );
    const seen = (by: string) =>
      found.groups.filter((group) => group.by === by && group.figure).map(({ name }) => name);
    expect(seen('stratum')).not.toContain('new / lille');
    expect(seen('segment')).toEqual(['premium', 'new']);
    expect(seen('stratum')).not.toContain('new / lyon');
    expect(found.groups.find(({ name }) => name === 'new / lille')).toMatchObject({
      n: 3,
      figure: null,
      difference: null,
    });
  });

  it.each([
    [4, 0],
    [5, 1],
  ])('of %d answers has %d figures', (n, figures) => {
    const found = read(aWave({ 'premium / lyon': times(n, 9) }));
    expect(found.figures).toHaveLength(figures);
    expect(readScore(aWave({ 'premium / lyon': times(n, 9) }), measures[0] ?? fail(), 5) === null).toBe(figures === 0);
  });

  it('keeps to the minimum of the programme', () => {
    const wave = aWave({ 'premium / lyon': times(40, 9), 'new / lyon': times(9, 9) });
    expect(
      read(wave, null, 5)
        .groups.filter(({ figure }) => figure)
        .map(({ name }) => name),
    ).toContain('new');
    expect(
      read(wave, null, 10)
        .groups.filter(({ figure }) => figure)
        .map(({ name }) => name),
    ).not.toContain('new');
  });

  it('tells of the measure that is asked about', () => {
    const both = measuresOf([...questions, { key: 'csat', kind: 'csat' }]);
    const [, csat = fail()] = both;
    const wave = aWave({ 'premium / lyon': times(40, 10), 'new / lyon': times(40, 10) });
    const answers = wave.answers.map((one) => ({
      ...one,
      answers: { nps: 10, ...(one.stratum === 'new / lyon' ? { csat: 1 } : { csat: 5 }) },
    }));
    const asking = { minimum: 5, explained: null };
    const [about, overall] = [csat, undefined].map((one) =>
      readWave({ ...wave, answers }, null, both, { ...asking, about: one }),
    );
    const shown = (reading = about) =>
      reading?.groups.filter(({ by, figure }) => by === 'segment' && figure).map(({ figure }) => figure?.value);
    expect(shown()).toEqual([100, 0]);
    expect(shown(overall)).toEqual([100, 100]);
    expect(about?.figures.map(({ key }) => key)).toEqual(['nps', 'csat']);
    expect([about?.late?.early, overall?.late?.early]).toEqual([50, 100]);
  });

  it('compares nothing with a wave that asked on another scale', () => {
    const asking = { minimum: 5, explained: null };
    const changeFrom = (kind: string) =>
      readWave(full, full, measures, { ...asking, earlier: measuresOf([{ key: 'nps', kind }]) }).figures[0]?.change;
    expect(changeFrom('nps')).toMatchObject({ change: 0 });
    expect(changeFrom('rating')).toBeNull();
  });

  it('tells who took part, but not of a few, nor of whom they would give away', () => {
    const found = read(
      aWave({ ...Object.fromEntries(STRATA.map((key) => [key, times(30, 9)])), 'new / lille': [1, 1, 1] }),
    ).tookPart;
    const rates = found.map(({ by, name, asked, answers, rate }) => [`${by} ${name}`, asked, answers, rate]);
    expect(rates).toEqual([
      ['segment premium', 400, 60, 0.15],
      ['segment new', 400, 33, 33 / 400],
      ['site lyon', 400, 60, 0.15],
      ['site lille', 400, 33, 33 / 400],
      ...STRATA.map((key) => [`stratum ${key}`, 200, null, null]),
    ]);
    expect(found[0]?.ci).toEqual([expect.closeTo(0.1184, 3), expect.closeTo(0.1883, 3)]);
  });

  it('of nobody has nothing to show', () => {
    expect(read(aWave({}))).toMatchObject({ figures: [], late: null, drivers: null, nEffective: 0 });
  });
});

function fail(): never {
  throw new Error('nothing measured');
}
