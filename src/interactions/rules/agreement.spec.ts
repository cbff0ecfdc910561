import type { Replayed } from '#pressure';
import { Comparison, type Recorded } from './agreement.ts';

const recorded = (more: Partial<Recorded> = {}): Recorded => ({
  outcome: 'refused',
  rule: 'month',
  policyVersion: 3,
  placed: false,
  ...more,
});
const refused = (rule: string): Replayed => ({ outcome: 'refused', rule });
const waiting: Replayed = { outcome: 'waiting', rule: 'month' };
const all = { decided: 1, agreed: 1, otherPolicy: 0, otherwise: 0 };
const [otherwise, otherPolicy] = [
  { ...all, agreed: 0, otherwise: 1 },
  { ...all, agreed: 0, otherPolicy: 1 },
];

describe('a decision and its replay', () => {
  it.each<[string, Recorded, Replayed, boolean, object]>([
    ['agree by outcome and rule', recorded(), refused('month'), false, all],
    ['agree when both ask', recorded({ outcome: 'asked', rule: null }), { outcome: 'asked' }, false, all],
    ['differ by the rule', recorded(), refused('year'), false, otherwise],
    ['differ by the outcome', recorded(), { outcome: 'asked' }, false, otherwise],
    ['differ under another version', recorded({ policyVersion: 2 }), refused('year'), false, otherPolicy],
    ['differ before versions were kept', recorded({ policyVersion: null }), refused('year'), false, otherPolicy],
    ['agree under another version', recorded({ policyVersion: 2 }), refused('month'), false, all],
    ['agree when both waited in vain', recorded({ outcome: 'waiting' }), waiting, false, all],
    ['agree when both got their place', recorded({ outcome: 'waiting', placed: true }), waiting, true, all],
    ['differ when one did not', recorded({ outcome: 'waiting', placed: true }), waiting, false, otherwise],
    ['differ when only the replay did', recorded({ outcome: 'waiting' }), waiting, true, otherwise],
  ])('%s', (_, decided, replayed, placed, expected) => {
    const comparison = new Comparison<string>(3);
    comparison.heard('one', decided, replayed);
    if (placed) comparison.placed('one');
    expect(comparison.result()).toEqual(expected);
  });
});
