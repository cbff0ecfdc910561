import { display, displayCells } from './display.ts';

describe('what a number of answers may show', () => {
  it.each([
    [0, 'hidden'],
    [4, 'hidden'],
    [5, 'weak'],
    [29, 'weak'],
    [30, 'shown'],
    [99, 'shown'],
    [100, 'ranked'],
  ])('%d answers are %s', (n, expected) => {
    expect(display(n)).toBe(expected);
  });

  it.each([
    [
      [120, 40, 4],
      ['ranked', 'hidden', 'hidden'],
    ],
    [
      [120, 40, 40, 4],
      ['ranked', 'hidden', 'shown', 'hidden'],
    ],
    [
      [120, 4, 2],
      ['ranked', 'hidden', 'hidden'],
    ],
    [
      [120, 20, 2, 2],
      ['ranked', 'hidden', 'hidden', 'hidden'],
    ],
    [
      [120, 20, 3, 2],
      ['ranked', 'weak', 'hidden', 'hidden'],
    ],
    [
      [120, 40, 0],
      ['ranked', 'shown', 'hidden'],
    ],
    [[4], ['hidden']],
    [[], []],
  ])('cells of %j show %j: the rest of the total tells nothing of a few', (ns, expected) => {
    expect(displayCells(ns)).toEqual(expected);
  });
});
