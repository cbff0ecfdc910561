import { fewestAnswers, shownAnswers } from './anonymous.ts';

describe('answers of employees', () => {
  it.each([
    [0, 5],
    [5, 5],
    [12, 12],
  ])('with a minimum of %i need %i to be spoken of', (minimum, fewest) => {
    expect(fewestAnswers(minimum)).toBe(fewest);
  });

  it.each([
    [0, 5, null, null],
    [4, 5, null, null],
    [5, 5, 5, 5],
    [9, 5, 5, 9],
    [10, 5, 10, 10],
    [9, 10, null, null],
    [29, 10, 20, 29],
    [7, 1, 5, 7],
  ])(
    '%i with a minimum of %i are told as %p while the wave goes on, as %p once it is over',
    (n, minimum, open, over) => {
      expect(shownAnswers(n, minimum, false)).toBe(open);
      expect(shownAnswers(n, minimum, true)).toBe(over);
    },
  );
});
