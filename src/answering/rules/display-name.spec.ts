import { displayNameOf } from './display-name.ts';

it.each([
  ['Léa', 'Martin', 'Léa M.'],
  ['Jean-Luc', 'émile', 'Jean-Luc É.'],
  ['Zoé', null, 'Zoé'],
  ['Zoé', ' ', 'Zoé'],
  [null, 'Martin', ''],
  [null, null, ''],
])('%s %s signs "%s"', (firstName, lastName, name) => {
  expect(displayNameOf({ firstName, lastName })).toBe(name);
});
