/** `hidden`: only that there are too few. `weak`: score, interval and a warning. `shown`: those, and a shrunken rank.
 * `ranked`: rank, colour and arrow too. */
export type Display = 'hidden' | 'weak' | 'shown' | 'ranked';

/** Fewer answers would tell who gave them. */
export const FEWEST_SHOWN = 5;
/** On fewer answers a place is not said to differ from others. */
export const FEWEST_TOLD_APART = 100;

/** What a cell of n answers may show. */
export function display(n: number): Display {
  if (n < FEWEST_SHOWN) return 'hidden';
  if (n < 30) return 'weak';
  return n < FEWEST_TOLD_APART ? 'shown' : 'ranked';
}

/**
 * What each cell of a table may show when its total is shown too: the smallest cells are hidden with the hidden ones
 * until what the total gives away, the hidden cells together, is nobody or enough people.
 */
export function displayCells(ns: readonly number[]): Display[] {
  const displays = ns.map(display);
  let hidden = ns.filter((n) => display(n) === 'hidden').reduce((sum, n) => sum + n, 0);
  const ascending = [...ns.entries()].filter(([, n]) => n >= FEWEST_SHOWN).sort(([, a], [, b]) => a - b);
  for (const [index, n] of ascending) {
    if (hidden === 0 || hidden >= FEWEST_SHOWN) break;
    displays[index] = 'hidden';
    hidden += n;
  }
  return displays;
}
