import fc from 'fast-check';
import { PARTS, worthOf, type Candidate } from './worth.ts';

const half = (n: number) => ({ n, happy: n / 2 });
const aCandidate = (more: Partial<Candidate> = {}): Candidate => ({
  answers: half(100),
  target: null,
  askedBefore: 1,
  priority: 3,
  waited: 0.5,
  ...more,
});
const scoreOf = (more: Partial<Candidate>) => worthOf(aCandidate(more)).score;

describe('what an answer is worth', () => {
  it.each<[string, Partial<Candidate>, Partial<Candidate>]>([
    ['the touchpoint of which least is known', { answers: half(5) }, { answers: half(500) }],
    ['the one whose answers differ most', { answers: { n: 50, happy: 25 } }, { answers: { n: 50, happy: 49 } }],
    ['the one nobody answered yet', { answers: half(0) }, { answers: half(1) }],
    ['the one furthest from its target', { target: { wanted: 40, have: 2 } }, { target: { wanted: 40, have: 38 } }],
    ['one with a target before one without', { target: { wanted: 40, have: 2 } }, { target: null }],
    ['a first time before a tenth', { askedBefore: 0 }, { askedBefore: 9 }],
    ['the better priority', { priority: 1 }, { priority: 2 }],
    ['what happened most lately', { waited: 0.1 }, { waited: 0.9 }],
    ['a rare touchpoint with all against it', { answers: half(3), priority: 5 }, { answers: half(5000), priority: 2 }],
  ])('%s goes first', (_, first, second) => {
    expect(scoreOf(first)).toBeGreaterThan(scoreOf(second));
  });

  it('says how many answers less would be known, person by person', () => {
    const { score, parts } = worthOf(aCandidate({ target: { wanted: 40, have: 30 } }));
    expect(parts).toEqual([
      { part: 'interval', points: 6.7, most: 35, of: 9.6 },
      { part: 'target', points: 6.3, most: 25, of: 25 },
      { part: 'first', points: 7.5, most: 15, of: 1 },
      { part: 'priority', points: 5, most: 15, of: 3 },
      { part: 'recency', points: 5, most: 10, of: 50 },
    ]);
    expect(score).toBe(30.5);
  });

  it('is between nothing and a hundred, and is the sum of its parts', () => {
    const any = fc.record({
      answers: fc
        .record({ n: fc.nat(1e6), share: fc.double({ min: 0, max: 1, noNaN: true }) })
        .map(({ n, share }) => ({ n, happy: n * share })),
      target: fc.option(fc.record({ wanted: fc.nat(500), have: fc.nat(900) })),
      askedBefore: fc.nat(50),
      priority: fc.integer({ min: 1, max: 9 }),
      waited: fc.double({ min: -2, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(any, (candidate) => {
        const { score, parts } = worthOf(candidate);
        expect(parts.map(({ part }) => part)).toEqual(PARTS);
        expect(score).toBeCloseTo(parts.reduce((sum, { points }) => sum + points, 0));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });
});
