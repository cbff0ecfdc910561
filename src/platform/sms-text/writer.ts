import { septetsOf } from './gsm7.ts';

/** Typography that a phone does not need, and what is written for it. */
const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/[’‘‚‛′´`ʼ]/g, "'"],
  [/[«»“”„‟″]/g, '"'],
  [/[‹›]/g, "'"],
  [/…/g, '...'],
  [/[‐‑‒–—―•·−]/g, '-'],
  [/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/\r\n?|[\u2028\u2029\u0085\v]/g, '\n'],
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, ''],
];

/** Letters and signs that do not come apart into a plain letter and its accent. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  ð: 'd',
  Ð: 'D',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ẞ: 'SS',
  '°': ' ',
  '×': 'x',
  '÷': '/',
  '\u2044': '/',
  '©': '(c)',
  '®': '(r)',
};

const LEFT_OUT = /[\p{C}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

/**
 * The text with plain spaces, quotes, dashes and dots, composed accents and nothing invisible: what a message says, in
 * as few signs as it can. Letters keep their accents, so a ç still costs the alphabet.
 */
export function plainTypography(text: string): string {
  return withoutTypography(text.normalize('NFC'));
}

/**
 * The text in GSM-7 only.
 * - Typography first; then what the alphabet has is kept (é è à ù É Ç €).
 * - Other letters lose their accents or come apart: ç c, ê e, œ oe, À A.
 * - Emoji are left out; a letter of another script becomes `?`.
 */
export function writeGsm7(text: string): string {
  return Array.from(plainTypography(text), writeSign).join('');
}

function withoutTypography(text: string): string {
  return TYPOGRAPHY.reduce((plain, [pattern, written]) => plain.replace(pattern, written), text);
}

function writeSign(sign: string): string {
  const whole = inAlphabet(sign);
  if (whole !== undefined) return whole;
  if (LEFT_OUT.test(sign)) return '';
  const parts = Array.from(withoutTypography(sign.normalize('NFKD').replace(/\p{M}/gu, '')), inAlphabet);
  return parts.includes(undefined) ? '?' : parts.join('');
}

function inAlphabet(sign: string): string | undefined {
  return septetsOf(sign) > 0 ? sign : LETTERS[sign];
}
