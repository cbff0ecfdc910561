import { directionOf } from './direction.ts';

it.each([
  ['fr', 'ltr'],
  ['en-GB', 'ltr'],
  ['ar', 'rtl'],
  ['AR-ma', 'rtl'],
  ['he-IL', 'rtl'],
  ['ur-Latn', 'ltr'],
  ['az-Arab', 'rtl'],
  ['', 'ltr'],
])('%s is written %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});
