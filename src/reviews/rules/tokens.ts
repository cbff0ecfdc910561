export interface Token {
  /** Lower case, without accents, digits and signs that stand for letters read as letters, long letters shortened. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Letters, and what people put in their place: digits, `*`, `@`, `$`. */
const WORD = /[\p{L}\p{M}\d*@$]+/gu;
const LETTERS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** The words of a text with where they stand; letters written apart (`m e r d e`) count as one word. */
export function tokensOf(text: string): Token[] {
  const found = [...text.matchAll(WORD)].map((match) => ({
    raw: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const tokens: Token[] = [];
  for (let index = 0; index < found.length; index++) {
    const first = found[index];
    if (!first) break;
    let last = index;
    while (isSingle(found[last]?.raw) && isSingle(found[last + 1]?.raw)) last++;
    const apart = last - index >= 2;
    const parts = apart ? found.slice(index, last + 1) : [first];
    tokens.push({
      word: plain(parts.map(({ raw }) => raw).join('')),
      start: first.start,
      end: parts.at(-1)?.end ?? first.end,
    });
    if (apart) index = last;
  }
  return tokens;
}

function isSingle(raw: string | undefined): boolean {
  return raw !== undefined && /^\p{L}$/u.test(raw);
}

function plain(raw: string): string {
  const letters = /\p{L}/u.test(raw) ? [...raw].map((sign) => LETTERS_FOR[sign] ?? sign).join('') : raw;
  return letters
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/œ/g, 'oe')
    .replaceAll(/([a-z])\1{2,}/g, '$1');
}
