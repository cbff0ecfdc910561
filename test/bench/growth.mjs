const SIZES = [10_000, 100_000, 1_000_000];

/**
 * Measures with tables of each size, and says how much dearer one has become than with the smallest: 1.00 is no dearer.
 * @param {(rows: number) => Promise<Record<string, number>>} measured gives the CPU of one, in ms, by what was asked
 */
export async function growth(measured) {
  let first;
  for (const rows of SIZES) {
    console.log(`\nwith ${rows} rows`);
    const cpu = await measured(rows);
    first ??= cpu;
    for (const [what, ms] of Object.entries(cpu))
      console.log(
        `${`${what}: CPU of one, against ${SIZES[0]} rows`.padEnd(52)} ratio ${(ms / first[what]).toFixed(2)}`,
      );
  }
}
