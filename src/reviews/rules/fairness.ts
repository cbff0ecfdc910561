import { chiSquareP } from '#platform/statistics';

export interface Decided {
  readonly star: number;
  readonly published: number;
  readonly refused: number;
  readonly pending: number;
  /** median, from answer to publication */
  readonly hours: number | null;
}

export interface Fairness {
  readonly rows: readonly (Decided & { rate: number | null })[];
  /** Null while there are too few decisions for the test to mean anything. */
  readonly test: { readonly p: number; readonly biased: boolean } | null;
}

const MIN_DECISIONS = 30;
const MIN_EXPECTED = 5;
const ALPHA = 0.01;

/**
 * Does publication depend on the score? Pearson's chi-square over published and refused by stars, one and two stars
 * against three against four and five, so that cells fill; a cell expects five at least, or nothing is said.
 */
export function fairnessOf(decided: readonly Decided[]): Fairness {
  const rows = decided.map((row) => ({
    ...row,
    rate: row.published + row.refused > 0 ? row.published / (row.published + row.refused) : null,
  }));
  const cells = [[1, 2], [3], [4, 5]].map((stars) => {
    const own = decided.filter(({ star }) => stars.includes(star));
    return {
      published: own.reduce((sum, row) => sum + row.published, 0),
      refused: own.reduce((sum, row) => sum + row.refused, 0),
    };
  });
  return { rows, test: testOf(cells.filter(({ published, refused }) => published + refused > 0)) };
}

function testOf(cells: readonly { published: number; refused: number }[]): Fairness['test'] {
  const published = cells.reduce((sum, cell) => sum + cell.published, 0);
  const refused = cells.reduce((sum, cell) => sum + cell.refused, 0);
  const n = published + refused;
  if (n < MIN_DECISIONS || cells.length < 2) return null;
  let statistic = 0;
  for (const cell of cells) {
    for (const [seen, total] of [
      [cell.published, published],
      [cell.refused, refused],
    ] as const) {
      const expected = ((cell.published + cell.refused) * total) / n;
      if (expected < MIN_EXPECTED) return null;
      statistic += (seen - expected) ** 2 / expected;
    }
  }
  const p = chiSquareP(statistic, cells.length - 1);
  return { p, biased: p < ALPHA };
}
