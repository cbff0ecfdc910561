import { weeksOf } from './weeks.ts';

it.each([
  ['no day', [], []],
  ['a Monday', ['2027-01-04'], [['2027-01-04', '2027-01-10']]],
  ['a Sunday', ['2027-01-03'], [['2026-12-28', '2027-01-03']]],
  [
    'a Sunday and the Monday after it',
    ['2027-01-03', '2027-01-04'],
    [
      ['2026-12-28', '2027-01-03'],
      ['2027-01-04', '2027-01-10'],
    ],
  ],
  [
    'two weeks apart, over a change of the clocks',
    ['2027-03-22', '2027-04-05'],
    [
      ['2027-03-22', '2027-03-28'],
      ['2027-03-29', '2027-04-04'],
      ['2027-04-05', '2027-04-11'],
    ],
  ],
])('the weeks of %s', (_, days, ends) => {
  const weeks = weeksOf(days);
  expect(weeks.map((week) => [week[0], week.at(-1)])).toEqual(ends);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
});
