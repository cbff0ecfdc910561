import type { Language } from '#platform/values';

const NARROW = '\u202f';
const FIXED = '\u00a0';

/**
 * Gives a text the spaces and apostrophes its language prints: writers of `fr.json` type plain spaces.
 * French: narrow no-break space before ; ! ?, no-break space before : % € and inside « », U+2019 in both languages.
 * Addresses and clock times have no space before their colon and are left alone.
 */
export function typeset(language: Language, text: string): string {
  const curly = text.replace(/(?<=\p{L})'(?=[\p{L}{])/gu, '’');
  if (language === 'en') return curly;
  return curly
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:%€])/g, `${FIXED}$1`)
    .replace(/« /g, `«${FIXED}`)
    .replace(/ »/g, `${FIXED}»`);
}
