import fc from 'fast-check';
import { allocate, type Layer } from './allocate.ts';

const layer = (population: number, more: Partial<Layer> = {}): Layer => ({
  population,
  available: population,
  ...more,
});
const samples = (...args: Parameters<typeof allocate>) => allocate(...args).map(({ sample }) => sample);

describe('sharing a sample out over strata', () => {
  const three = [layer(10_000, { deviation: 0.7 }), layer(6_000, { deviation: 0.8 }), layer(4_000, { deviation: 0.9 })];

  it.each([
    ['proportional', [300, 180, 120]],
    ['neyman', [273, 187, 140]],
    ['square-root', [249, 193, 158]],
  ] as const)('%s', (method, expected) => {
    expect(samples(600, three, method)).toEqual(expected);
  });

  it('gives the odd one to the first of equals', () => {
    expect(samples(5, [layer(10), layer(10)], 'proportional')).toEqual([3, 2]);
  });

  it('lifts small strata to the floor, at the cost of the others', () => {
    expect(samples(100, [layer(900), layer(90), layer(10)], 'proportional', 30)).toEqual([60, 30, 10]);
  });

  it('leaves floors out that ask for more than there is', () => {
    expect(samples(40, [layer(900), layer(100)], 'proportional', 30)).toEqual([36, 4]);
  });

  it('takes what is left where a stratum is nearly used up, and the rest elsewhere', () => {
    expect(samples(100, [layer(500), layer(500, { available: 20 })], 'proportional')).toEqual([80, 20]);
  });

  it('takes everybody when asked for more', () => {
    expect(samples(50, [layer(20), layer(10, { available: 4 })], 'proportional')).toEqual([20, 4]);
  });

  it('gives back in the next wave what rounding owed', () => {
    expect(samples(3, [layer(5), layer(5)], 'proportional')).toEqual([2, 1]);
    expect(samples(3, [layer(5, { owed: -0.5 }), layer(5, { owed: 0.5 })], 'proportional')).toEqual([1, 2]);
  });

  const layers = fc.array(
    fc
      .record({ population: fc.integer({ min: 0, max: 5_000 }), asked: fc.integer({ min: 0, max: 5_000 }) })
      .map(({ population, asked }) => ({ population, available: Math.max(0, population - asked) })),
    { maxLength: 30 },
  );

  it('gives out all of it, and never more than there is', () => {
    const methods = fc.constantFrom('proportional' as const, 'neyman' as const, 'square-root' as const);
    fc.assert(
      fc.property(fc.nat(20_000), layers, methods, fc.nat(100), (total, strata, method, floor) => {
        const shared = samples(total, strata, method, floor);
        const available = strata.reduce((sum, one) => sum + one.available, 0);
        expect(shared.reduce((sum, one) => sum + one, 0)).toBe(Math.min(total, available));
        shared.forEach((sample, n) => expect(sample).toBeLessThanOrEqual(strata[n]?.available ?? 0));
      }),
    );
  });

  it('is proportional within one where nothing is short', () => {
    const whole = layers.map((strata) => strata.map(({ population }) => layer(population)));
    fc.assert(
      fc.property(whole, fc.double({ min: 0, max: 1, noNaN: true }), (strata, share) => {
        const everybody = strata.reduce((sum, one) => sum + one.population, 0);
        const total = Math.floor(everybody * share);
        samples(total, strata, 'proportional').forEach((sample, n) =>
          expect(Math.abs(sample - (total * (strata[n]?.population ?? 0)) / Math.max(1, everybody))).toBeLessThan(1),
        );
      }),
    );
  });
});
