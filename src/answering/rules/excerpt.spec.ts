import { excerpt } from './excerpt.ts';

it.each<[string, number, string | null]>([
  ['Très bien, merci', 16, null],
  ['Très bien, merci', 15, 'Très bien,…'],
  ['Anticonstitutionnellement', 10, 'Anticonsti…'],
  ['👍👍👍👍', 3, '👍👍👍…'],
  ['', 3, null],
])('%s within %d', (text, longest, shown) => {
  expect(excerpt(text, longest)).toBe(shown);
});
