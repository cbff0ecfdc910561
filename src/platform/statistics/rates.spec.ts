import { ratesOf, rr3 } from './rates.ts';

const COUNTS = { sent: 10_000, undelivered: 600, started: 1500, complete: 1200, partial: 180, optedOut: 60 };

describe('the rates of a group of invitations', () => {
  it.each([
    ['delivery', 0.94],
    ['rr1', 0.12],
    ['rr2', 0.138],
    ['rr5', 0.1277],
    ['rr6', 0.1468],
    ['completion', 0.8],
    ['start', 0.1596],
    ['optOut', 0.0064],
  ] as const)('%s is %d', (rate, expected) => {
    expect(ratesOf(COUNTS)[rate]).toBeCloseTo(expected, 4);
  });

  it('rr3 counts the share of the undelivered who could have answered', () => {
    expect(rr3(COUNTS, 0.5)).toBeCloseTo(0.1237, 4);
    expect(rr3(COUNTS, 0)).toBe(ratesOf(COUNTS).rr5);
    expect(rr3(COUNTS, 1)).toBe(ratesOf(COUNTS).rr1);
  });

  it('have no value when there is nothing to divide by', () => {
    const nothing = { sent: 0, undelivered: 0, started: 0, complete: 0, partial: 0, optedOut: 0 };
    expect(Object.values(ratesOf(nothing))).toEqual(Array(8).fill(null));
    expect(rr3(nothing, 0.5)).toBeNull();
    expect(ratesOf({ ...nothing, sent: 5, undelivered: 5 })).toMatchObject({ delivery: 0, rr1: 0, rr6: null });
  });
});
