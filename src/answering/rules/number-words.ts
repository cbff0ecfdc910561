const WORDS: Readonly<Record<string, number>> = {
  zero: 0, un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10,
  one: 1, two: 2, three: 3, four: 4, five: 5, seven: 7, eight: 8, nine: 9, ten: 10,
}; // prettier-ignore

/** "un peu long", "one of your people": articles, unless they stand alone. */
const ARTICLES = new Set(['un', 'une', 'one']);

/** The number a text begins with, spelt in French or English, a letter too many at its end allowed, and what follows it; null when it begins with none. */
export function numberWord(text: string): { value: number; rest: string } | null {
  const word = /^\p{L}+/u.exec(text)?.[0];
  if (!word) return null;
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const value = valueOf(plain) ?? valueOf(plain.replace(/(.)\1+$/, '$1')) ?? valueOf(plain.replace(/s$/, ''));
  const rest = text.slice(word.length);
  if (value === undefined || rest.startsWith('-') || rest.startsWith("'") || rest.startsWith('’')) return null;
  return ARTICLES.has(plain) && /^\s*[\p{L}\p{N}]/u.test(rest) ? null : { value, rest };
}

function valueOf(word: string): number | undefined {
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}
