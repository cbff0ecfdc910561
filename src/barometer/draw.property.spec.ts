import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { allocate } from './rules/allocate.ts';
import { draw, lotOf, type Drawn, type Framed } from './rules/draw.ts';

interface Person {
  readonly customer: string;
  readonly stratum: string;
}

const framed = ({ customer, stratum }: Person, asked: boolean, seed: string): Framed => ({
  ...{ customer, stratum, asked },
  digest: createHash('sha256')
    .update(lotOf(seed, 1, customer))
    .digest('hex')
    .slice(0, 32),
});
const namesOf = (people: readonly Framed[]) => people.map(({ customer }) => customer);

const strata = fc.constantFrom('a', 'b', 'c');
const crowd = (least: number, most: number) => fc.array(strata, { minLength: least, maxLength: most });
const seeds = fc.string({ minLength: 1, maxLength: 8 });
/** A base, then before each wave who comes, and which share of those present leaves. */
const lives = fc.record({
  base: crowd(1, 150),
  seed: seeds,
  changes: fc.array(fc.record({ come: crowd(0, 30), leave: fc.integer({ min: 0, max: 9 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
});

interface Lived extends Drawn {
  readonly present: readonly Person[];
  readonly askedBefore: ReadonlySet<string>;
  readonly shares: ReadonlyMap<string, { quota: number; sample: number; available: number; population: number }>;
}

/** A cycle as it is lived; each wave asks an even part of those still to be asked, or so many. */
function live(
  { base, changes, seed }: typeof lives extends fc.Arbitrary<infer Of> ? Of : never,
  perWave?: number,
): Lived[] {
  let present: Person[] = [];
  let known = 0;
  const asked = new Set<string>();
  const owed = new Map<string, number>();
  const arrive = (come: readonly string[]) =>
    present.push(...come.map((stratum) => ({ stratum, customer: `c-${(known += 1)}` })));
  arrive(base);
  return changes.map(({ come, leave }, wave) => {
    if (wave > 0) {
      arrive(come);
      present = present.filter((_, n) => leave === 0 || n % 10 !== leave);
    }
    const frame = present.map((one) => framed(one, asked.has(one.customer), seed));
    const names = [...new Set(present.map(({ stratum }) => stratum))].sort();
    const layers = names.map((name) => ({
      population: frame.filter(({ stratum }) => stratum === name).length,
      available: frame.filter((one) => one.stratum === name && !one.asked).length,
      owed: owed.get(name) ?? 0,
    }));
    const left = layers.reduce((sum, { available }) => sum + available, 0);
    const given = allocate(perWave ?? Math.ceil(left / (changes.length - wave)), layers, 'proportional');
    const shares = new Map(
      names.map((name, n) => [
        name,
        { ...(given[n] ?? { quota: 0, sample: 0 }), ...(layers[n] ?? { available: 0, population: 0 }) },
      ]),
    );
    for (const [name, { quota, sample }] of shares) owed.set(name, (owed.get(name) ?? 0) + quota - sample);
    const wanted = new Map([...shares].map(([name, { sample }]) => [name, { sample, reserve: Math.ceil(sample / 5) }]));
    const drawn = draw(frame, wanted, wave, changes.length);
    const lived = { ...drawn, present: [...present], askedBefore: new Set(asked), shares };
    for (const name of namesOf(drawn.sample)) asked.add(name);
    return lived;
  });
}

describe('a cycle while people come and go', () => {
  it('asks nobody twice, and only who is there', () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const { sample, reserve, present, askedBefore } of live(life)) {
          const there = new Set(present.map(({ customer }) => customer));
          const drawn = namesOf([...sample, ...reserve]);
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.filter((name) => !there.has(name) || askedBefore.has(name))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has asked, at its end, everybody who is there', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const last = live(life).at(-1);
        const asked = new Set([...(last?.askedBefore ?? []), ...namesOf(last?.sample ?? [])]);
        expect(last?.present.filter(({ customer }) => !asked.has(customer))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('asks of each stratum its share within one, as long as it has as many left', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 40 }), (life, perWave) => {
        for (const { shares, sample } of live(life, perWave)) {
          const people = [...shares.values()].reduce((sum, { population }) => sum + population, 0);
          const isShort = [...shares.values()].some(({ sample: taken, available }) => taken === available);
          for (const [name, { quota, sample: taken, population }] of shares) {
            expect(sample.filter(({ stratum }) => stratum === name)).toHaveLength(taken);
            expect(Math.abs(taken - quota)).toBeLessThanOrEqual(1);
            if (!isShort) expect(Math.abs(taken - (perWave * population) / people)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('one draw', () => {
  const wanted = fc.record({ sample: fc.integer({ min: 0, max: 30 }), reserve: fc.integer({ min: 0, max: 10 }) });
  const turns = fc.record({ waves: fc.integer({ min: 1, max: 6 }), wave: fc.integer({ min: 0, max: 5 }) });
  const peopleOf = (of: readonly string[], prefix: string, seed: string) =>
    of.map((stratum, n) => framed({ stratum, customer: `${prefix}-${n}` }, false, seed));

  it('is the same however the base was written down', () => {
    fc.assert(
      fc.property(crowd(1, 60), wanted, turns, seeds, fc.infiniteStream(fc.nat()), (of, most, turn, seed, order) => {
        const people = peopleOf(of, 'c', seed);
        const shuffled = people
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const each = new Map(['a', 'b', 'c'].map((name) => [name, most]));
        const wave = turn.wave % turn.waves;
        expect(draw(shuffled, each, wave, turn.waves)).toEqual(draw(people, each, wave, turn.waves));
      }),
      { numRuns: 100 },
    );
  });

  it('is not moved by who was not drawn: without them it is the same, and newcomers change nobody’s order', () => {
    fc.assert(
      fc.property(crowd(1, 80), crowd(0, 40), wanted, turns, seeds, (of, come, most, turn, seed) => {
        const each = new Map(['a', 'b', 'c'].map((name) => [name, most]));
        const people = peopleOf(of, 'old', seed);
        const wave = turn.wave % turn.waves;
        const before = draw(people, each, wave, turn.waves);
        const drawn = new Set(namesOf([...before.sample, ...before.reserve]));
        const alone = people.filter(({ customer }) => drawn.has(customer));
        expect(draw(alone, each, wave, turn.waves)).toEqual(before);
        const after = new Set(
          namesOf(draw([...people, ...peopleOf(come, 'new', seed)], each, wave, turn.waves).sample),
        );
        const first = new Set(namesOf(before.sample));
        // Whoever was there and was not sampled is not sampled now that more compete for the same places.
        expect(people.filter(({ customer }) => after.has(customer) && !first.has(customer))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
