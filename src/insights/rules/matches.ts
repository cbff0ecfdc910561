interface Range {
  readonly start: number;
  readonly end: number;
}

const SHORTEST = 3;
/** French and English add at most about so many letters to a word's stem. */
const ENDING = 3;

/**
 * Where a text has the words somebody looked for, in UTF-16 units: capitals, accents and endings apart. A help for the eye;
 * what is found is decided by the database's own stems.
 */
export function matchesIn(text: string, words: string): Range[] {
  const stems = wordsOf(words).map(({ word }) => stemOf(word));
  if (stems.length === 0) return [];
  return wordsOf(text)
    .filter(({ word }) => stems.some((stem) => word.startsWith(stem) && word.length <= stem.length + 2 * ENDING))
    .map(({ start, end }) => ({ start, end }));
}

function wordsOf(text: string): (Range & { readonly word: string })[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length, word: plain(found) }))
    .filter(({ word }) => word.length >= SHORTEST);
}

function stemOf(word: string): string {
  return word.length > SHORTEST + ENDING ? word.slice(0, -ENDING) : word.slice(0, Math.max(SHORTEST, word.length - 1));
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
