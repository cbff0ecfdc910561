import { coverageOf } from './coverage.ts';

it.each<[string, number, Record<string, number>, number, number]>([
  ['everybody', 100, {}, 100, 100],
  ['those asked already', 100, { 'already-asked': 30 }, 100, 100],
  ['not those out of reach', 100, { 'opted-out': 10, 'no-contact': 5, 'invalid-contact': 1 }, 84, 100],
  ['nobody the population does not want', 100, { 'other-segment': 40, erased: 5, 'same-person': 3 }, 52, 52],
  ['some of some', 100, { 'other-site': 50, 'opted-out': 25, 'already-asked': 25 }, 25, 50],
])('a frame covers %s', (_, base, excluded, covered, population) => {
  expect(coverageOf(base, excluded)).toEqual({ covered, population });
});
