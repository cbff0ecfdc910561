import fc from 'fast-check';
import { allocate } from './allocate.ts';
import { distanceOf, draw, lotOf, turnOf, type Framed } from './draw.ts';

/** As good as a digest for what is tested here: 64 hexadecimal digits, spread evenly. */
function digestOf(text: string): string {
  const word = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (const sign of text) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
  };
  return Array.from({ length: 8 }, (_, n) => word(n * 0x9e3779b1)).join('');
}

const person = (customer: string, stratum: string, asked = false, seed = 'seed', cycle = 1): Framed => ({
  ...{ customer, stratum, asked },
  digest: digestOf(lotOf(seed, cycle, customer)),
});

describe('the turn of a customer', () => {
  it.each([
    ['C000001', '2fc2aa3a303652c2', 2],
    ['C000002', 'b1315d74d038458f', 0],
    ['C000003', '71738136fa835ac9', 2],
    ['C000004', '91e33dd1bfb30ee0', 1],
  ])('of %s, whose digest of barometre-2026 begins with %s, is wave %d of four', (_, digest, turn) => {
    expect(turnOf(digest, 4)).toBe(turn);
  });
});

/** A whole cycle, one wave after another, of so many people in each stratum. */
function cycleOf(sizes: readonly number[], waves: number, perWave: number, base?: Framed[]) {
  const people =
    base ?? sizes.flatMap((size, s) => Array.from({ length: size }, (_, n) => person(`${s}-${n}`, `${s}`)));
  const asked = new Set<string>();
  const owed = sizes.map(() => 0);
  return Array.from({ length: waves }, (_, wave) => {
    const frame = people.map((one) => ({ ...one, asked: asked.has(one.customer) }));
    const layers = sizes.map((population, s) => ({
      population,
      available: frame.filter(({ stratum, asked: was }) => stratum === `${s}` && !was).length,
      owed: owed[s],
    }));
    const shares = allocate(perWave, layers, 'proportional');
    shares.forEach(({ quota, sample }, s) => (owed[s] = (owed[s] ?? 0) + quota - sample));
    const wanted = new Map(shares.map(({ sample }, s) => [`${s}`, { sample, reserve: Math.ceil(sample / 5) }]));
    const drawn = draw(frame, wanted, wave, waves);
    for (const { customer } of drawn.sample) asked.add(customer);
    return { ...drawn, frame };
  });
}

const sizes = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 5 });
const waves = fc.integer({ min: 1, max: 6 });

describe('a cycle of waves', () => {
  it('asks nobody twice, and everybody once when the waves are large enough', () => {
    fc.assert(
      fc.property(sizes, waves, (strata, count) => {
        const people = strata.reduce((sum, one) => sum + one, 0);
        const sampled = cycleOf(strata, count, Math.ceil(people / count)).flatMap(({ sample }) => sample);
        const names = sampled.map(({ customer }) => customer);
        expect(new Set(names).size).toBe(names.length);
        expect(names.length).toBe(people);
      }),
      { numRuns: 40 },
    );
  });

  it('takes from each stratum its share within one, in every wave that is not the last', () => {
    fc.assert(
      fc.property(sizes, waves, (strata, count) => {
        const people = strata.reduce((sum, one) => sum + one, 0);
        const perWave = Math.floor(people / count / 2);
        for (const { sample } of cycleOf(strata, count, perWave))
          strata.forEach((size, s) => {
            const taken = sample.filter(({ stratum }) => stratum === `${s}`).length;
            expect(Math.abs(taken - (perWave * size) / people)).toBeLessThanOrEqual(1);
          });
      }),
      { numRuns: 40 },
    );
  });

  it('keeps sample and reserve apart', () => {
    for (const { sample, reserve } of cycleOf([90, 40], 3, 30)) {
      const sampled = new Set(sample.map(({ customer }) => customer));
      expect(reserve.filter(({ customer }) => sampled.has(customer))).toEqual([]);
      expect(reserve.length).toBeGreaterThan(0);
    }
  });
});

describe('a draw', () => {
  const wanted = new Map([
    ['a', { sample: 12, reserve: 3 }],
    ['b', { sample: 5, reserve: 1 }],
  ]);
  const people = Array.from({ length: 100 }, (_, n) => person(`c-${n}`, n % 3 === 0 ? 'b' : 'a'));

  it('does not depend on the order of the frame', () => {
    const drawn = draw(people, wanted, 0, 4);
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (shuffled) => {
        expect(draw(shuffled, wanted, 0, 4)).toEqual(drawn);
      }),
      { numRuns: 20 },
    );
  });

  it('changes with the seed', () => {
    const others = people.map(({ customer, stratum }) => person(customer, stratum, false, 'another'));
    const names = (of: Framed[]) => draw(of, wanted, 0, 4).sample.map(({ customer }) => customer);
    expect(names(others)).not.toEqual(names(people));
  });

  it('asks those whose turn it is before it borrows from the next', () => {
    const { sample } = draw(people, new Map([['a', { sample: 60, reserve: 0 }]]), 1, 4);
    const farthest = Math.max(...sample.map(({ digest }) => distanceOf(digest, 1, 4)));
    const chosen = new Set(sample.map(({ customer }) => customer));
    const left = people.filter(({ stratum, customer }) => stratum === 'a' && !chosen.has(customer));
    for (const { digest } of left) expect(distanceOf(digest, 1, 4)).toBeGreaterThanOrEqual(farthest);
  });

  it('asks a newcomer no likelier than those who were there', () => {
    const before = Array.from({ length: 4_000 }, (_, n) => person(`old-${n}`, '0'));
    const [first] = cycleOf([4_000], 4, 800, before);
    const asked = new Set(first?.sample.map(({ customer }) => customer));
    const newcomers = Array.from({ length: 1_000 }, (_, n) => person(`new-${n}`, '0'));
    const frame = [...before.map((one) => ({ ...one, asked: asked.has(one.customer) })), ...newcomers];
    const { sample } = draw(frame, new Map([['0', { sample: 1_000, reserve: 0 }]]), 1, 4);
    const share = sample.filter(({ customer }) => customer.startsWith('new')).length / sample.length;
    expect(share).toBeGreaterThan(0.16);
    expect(share).toBeLessThan(0.24);
  });
});
