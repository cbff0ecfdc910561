/** For each who waits, how many others want a place of the same person. @param persons the keys of each one's person. */
export function rivals(persons: readonly (readonly Buffer[])[]): number[] {
  const names = persons.map((keys) => keys[0]?.toString('latin1') ?? '');
  const many = new Map<string, number>();
  for (const name of names) many.set(name, (many.get(name) ?? 0) + 1);
  return names.map((name) => (many.get(name) ?? 1) - 1);
}
