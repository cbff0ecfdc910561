export type Matrix = readonly (readonly number[])[];

/** The x of a·x = b by elimination with the largest pivot; null when the matrix does not decide it. */
export function solve(a: Matrix, b: readonly number[]): number[] | null {
  const size = b.length;
  const rows = a.map((row, at) => [...row, b[at] ?? 0]);
  for (let column = 0; column < size; column++) {
    const pivot = rows.slice(column).reduce((best, row) => (abs(row[column]) > abs(best[column]) ? row : best));
    if (abs(pivot[column]) < 1e-10) return null;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let at = column; at <= size; at++) row[at] = (row[at] ?? 0) - factor * (pivot[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

/** X'WX of weighted rows. */
export function product(rows: Matrix, weights: readonly number[]): number[][] {
  const columns = rows[0]?.length ?? 0;
  const found = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
  for (const [at, row] of rows.entries()) {
    const weight = weights[at] ?? 0;
    for (let i = 0; i < columns; i++) {
      const line = found[i] ?? [];
      for (let j = 0; j < columns; j++) line[j] = (line[j] ?? 0) + weight * (row[i] ?? 0) * (row[j] ?? 0);
    }
  }
  return found;
}

/** Weighted means of the columns, and X'WX of what is left without them. */
export function spread(rows: Matrix, weights: readonly number[]): { means: number[]; products: number[][] } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const columns = rows[0]?.length ?? 0;
  const means = Array.from(
    { length: columns },
    (_, column) => rows.reduce((sum, row, at) => sum + (weights[at] ?? 0) * (row[column] ?? 0), 0) / total,
  );
  const raw = product(rows, weights);
  return { means, products: raw.map((row, i) => row.map((one, j) => one - total * (means[i] ?? 0) * (means[j] ?? 0))) };
}

/** Weighted correlations of the columns; null when one of them does not vary. */
export function correlations(rows: Matrix, weights: readonly number[]): number[][] | null {
  const { products } = spread(rows, weights);
  const deviations = products.map((row, at) => Math.sqrt(row[at] ?? 0));
  if (deviations.some((deviation) => !(deviation > 1e-6))) return null;
  return products.map((row, i) => row.map((one, j) => one / ((deviations[i] ?? 1) * (deviations[j] ?? 1))));
}

function abs(value: number | undefined): number {
  return Math.abs(value ?? 0);
}
