import type { Scale } from '#platform/values';
import { recoveryIn } from './recovery.ts';

it.each<[Scale | null, number | null, string | null]>([
  ['csat', 5, 'recovered'],
  ['csat', 4, 'recovered'],
  ['csat', 3, 'not-recovered'],
  ['csat', 1, 'not-recovered'],
  ['thumbs', 1, 'recovered'],
  ['thumbs', 0, 'not-recovered'],
  ['nps', 9, 'recovered'],
  ['nps', 8, 'not-recovered'],
  ['csat', null, null],
  [null, null, null],
])('%s %s: %s', (metric, score, outcome) => {
  expect(recoveryIn(metric, score)).toBe(outcome);
});
