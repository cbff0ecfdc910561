/** A key that programs can use, from a name that people gave: "Visite en magasin (été)" is `visite-en-magasin-ete`. */
export function keyOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 56).replace(/-+$/, '') || 'questionnaire';
}
