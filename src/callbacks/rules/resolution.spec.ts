import { gestureFault, minorUnits, type Gesture } from './gestures.ts';
import { ROOT_CAUSES, ROOT_CAUSE_KEYS } from './root-causes.ts';

describe('a gesture', () => {
  it.each<[Gesture, 'agent' | 'supervisor' | 'admin' | 'key', string | null]>([
    [{ key: 'voucher', amount: 5_000 }, 'agent', null],
    [{ key: 'voucher', amount: 5_001 }, 'agent', 'over-ceiling'],
    [{ key: 'voucher', amount: 5_001 }, 'supervisor', null],
    [{ key: 'voucher', amount: 5_001 }, 'key', null],
    [{ key: 'gift', amount: 100_001 }, 'admin', 'over-ceiling'],
    [{ key: 'points', amount: 0 }, 'agent', 'amount-missing'],
    [{ key: 'apology-letter', amount: 0 }, 'agent', null],
    [{ key: 'apology-letter', amount: 100 }, 'admin', 'amount-not-free'],
  ])('%j by %s: %s', (gesture, by, code) => {
    expect(gestureFault(gesture, by)?.code ?? null).toBe(code);
  });
});

it.each([
  ['12,50', 1_250],
  ['12.5', 1_250],
  ['1 200 €', 120_000],
  ['0', 0],
  ['12,505', null],
  ['-3', null],
  ['douze', null],
])('reads %j as %s', (text, amount) => {
  expect(minorUnits(text)).toBe(amount);
});

describe('the tree of causes', () => {
  it('stays small enough to choose from, each key once', () => {
    expect(Object.keys(ROOT_CAUSES).length).toBeLessThanOrEqual(12);
    for (const seconds of Object.values(ROOT_CAUSES)) expect(seconds.length).toBeLessThanOrEqual(6);
    expect(new Set(ROOT_CAUSE_KEYS).size).toBe(ROOT_CAUSE_KEYS.length);
    expect(ROOT_CAUSE_KEYS).toContain('responsiveness.waiting-time');
  });
});
