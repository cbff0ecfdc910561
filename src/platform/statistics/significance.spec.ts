import fc from 'fast-check';
import type { Difference } from './nps.ts';
import { arrow, discoveries } from './significance.ts';
import { compare } from './summary.ts';

const aChange = (fields: Partial<Difference>): Difference => ({
  n: 100,
  change: -10,
  ci: [-18, -2],
  z: -2.5,
  p: 0.0124,
  ...fields,
});

describe('an arrow', () => {
  it.each<[string, Partial<Difference>, 'up' | 'down' | null]>([
    ['a clear fall', {}, 'down'],
    ['a clear rise', { change: 10, z: 2.5 }, 'up'],
    ['a change of just 1.96 standard errors', { z: -1.96 }, 'down'],
    ['a change of just less', { z: -1.9599 }, null],
    ['a change of just 5 points', { change: 35 - 29.999999999999996 }, 'up'],
    ['a change of just less than 5 points', { change: 4.99 }, null],
    ['99 answers', { n: 99 }, null],
    ['100 answers', { n: 100 }, 'down'],
  ])('is drawn for %s, with %j: %s', (_, fields, expected) => {
    expect(arrow(aChange({ ...fields, z: fields.z ?? (fields.change ?? -1) * 2 }))).toBe(expected);
  });

  it('waits for a change of the size asked for', () => {
    expect(arrow(aChange({ change: -10 }), 10)).toBe('down');
    expect(arrow(aChange({ change: -9.9 }), 10)).toBeNull();
  });

  it.each([
    ['−15 points within chance', [40, 0, 0, 0, 0, 0, 0, 50, 0, 0, 110], [45, 0, 0, 0, 0, 0, 0, 54, 0, 0, 81]],
    ['−40 points on 15 answers', [3, 0, 0, 0, 0, 0, 0, 3, 0, 0, 9], [6, 0, 0, 0, 0, 0, 0, 3, 0, 0, 6]],
    ['+3 points', [200, 0, 0, 0, 0, 0, 0, 350, 0, 0, 450], [190, 0, 0, 0, 0, 0, 0, 340, 0, 0, 470]],
  ])('is not drawn for %s', (_, before, after) => {
    expect(arrow(compare('nps', before, after))).toBeNull();
  });

  it('is not drawn from or to an empty period', () => {
    expect(arrow(null)).toBeNull();
  });
});

describe('many tests at once', () => {
  const pValues = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];

  it.each([
    [0.05, 2],
    [0.1, 6],
  ])('at q = %d believe the first %d', (q, count) => {
    expect(discoveries(pValues, q)).toEqual(pValues.map((_, index) => index < count));
  });

  it('answer in the order they were asked', () => {
    expect(discoveries([0.9, 0.001, 0.5])).toEqual([false, true, false]);
    expect(discoveries([])).toEqual([]);
    expect(discoveries([0.9, 0.8])).toEqual([false, false]);
  });

  it('never believe a test and doubt a stronger one', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { minLength: 1 }), (values) => {
        const believed = discoveries(values);
        const weakest = Math.max(-1, ...values.filter((_, index) => believed[index]));
        expect(values.map((value) => value <= weakest)).toEqual(believed);
      }),
    );
  });
});
