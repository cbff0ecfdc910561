/** A name that all who are one person share. @param keys of the person, in the order in which customers give them */
export function personOf(keys: readonly Buffer[]): string {
  return keys[0]?.toString('latin1') ?? '';
}

/** For each who wants a place, how many others want one of the same person. @param persons the keys of each one's person. */
export function rivals(persons: readonly (readonly Buffer[])[]): number[] {
  const names = persons.map(personOf);
  const many = new Map<string, number>();
  for (const name of names) many.set(name, (many.get(name) ?? 0) + 1);
  return names.map((name) => (many.get(name) ?? 1) - 1);
}
