import english from 'natural/lib/natural/util/stopwords.js';
import french from 'natural/lib/natural/util/stopwords_fr.js';
import type { Flag, FlagKind } from './flag.ts';
import { insults } from './insults.ts';
import { names } from './names.ts';
import { personalData } from './personal-data.ts';
import { tokensOf } from './tokens.ts';

/** What a screening knows beside the text. It never knows the score: no rule may look at it (16 CFR 465.7, UCPD annex I 23c). */
export interface Screened {
  readonly text: string;
  readonly language: 'fr' | 'en';
  /** Texts already published or pending for the same site. */
  readonly others: readonly string[];
  /** The author works for the network. */
  readonly insider: boolean;
}

const LEGAL =
  `avocat avocats plainte tribunal justice huissier dgccrf signalconso mediateur ufc prudhommes escroquerie diffamation
  lawyer lawsuit sue court ombudsman`.split(/\s+/);
const MIN_LETTERS = 2;

/**
 * Flags that make a review wait for a person, each with its words and why. An empty list means clean.
 * Flags never refuse: only a moderator does, for a reason of the closed list.
 */
export function screen({ text, language, others, insider }: Screened): Flag[] {
  const data = personalData(text);
  const people = names(text).filter((name) => !data.some((flag) => flag.start < name.end && name.start < flag.end));
  const flags = [...insults(text), ...data, ...people, ...legal(text)];
  const whole = (kind: FlagKind, why: string): Flag => ({ kind, start: 0, end: text.length, why });
  if (letters(text) < MIN_LETTERS) flags.push(whole('off-topic', 'unreadable'));
  if (isOtherLanguage(text, language)) flags.push(whole('language', 'other-language'));
  if (letters(text) > 20 && others.some((other) => plain(other) === plain(text)))
    flags.push(whole('duplicate', 'duplicate'));
  if (insider) flags.push(whole('conflict-of-interest', 'insider'));
  return flags.sort((a, b) => a.start - b.start || a.end - b.end);
}

function legal(text: string): Flag[] {
  return tokensOf(text)
    .filter(({ word }) => LEGAL.includes(word))
    .map(({ start, end }) => ({ kind: 'legal', start, end, why: 'legal' }));
}

function letters(text: string): number {
  return [...text.matchAll(/\p{L}/gu)].length;
}

function plain(text: string): string {
  return tokensOf(text)
    .map(({ word }) => word)
    .join(' ');
}

const COMMON: Readonly<Record<'fr' | 'en', ReadonlySet<string>>> = {
  fr: new Set(french.words),
  en: new Set(english.words),
};

/** Long enough to tell, and the common words are those of another language, or of none we know: somebody who reads it must decide. */
function isOtherLanguage(text: string, language: 'fr' | 'en'): boolean {
  const words = tokensOf(text).map(({ word }) => word);
  if (words.length === 0 || (/\p{Script=Latin}/u.test(text) && words.length < 8)) return false;
  const hits = (of: 'fr' | 'en') => words.filter((word) => COMMON[of].has(word)).length;
  const own = hits(language);
  const other = hits(language === 'fr' ? 'en' : 'fr');
  return own === 0 ? other === 0 || other >= 2 : other >= 4 * own;
}
