import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import type { Flag } from './flag.ts';

/** Digits written apart, or with o for zero, or slashes between pairs: `o6 12 34 56 78`, `0 6 1 2 3 4 5 6 7 8`. */
const FRENCH =
  /(?<![\p{L}\d.,/-])(?:(?:\+|00)\s?33[ .\-/]?\(?0?\)?|[0o])[ .\-/]?[1-9](?:[ .\-/]?\d){8}(?![\d])(?!\s?(?:€|euros?))/giu;
const UNITS =
  'zéro|zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|et';
const SPELLED = new RegExp(`\\bz[ée]ro[ -](?:(?:${UNITS})(?:[ -](?=(?:${UNITS})\\b)|\\b)){5,}`, 'giu');

/** Phone numbers of any country, and French ones as people spell them. */
export function validPhones(text: string): Flag[] {
  const known = findPhoneNumbersInText(text, 'FR')
    .filter(({ startsAt, endsAt }) => !isPartOfLonger(text, startsAt, endsAt))
    .map(({ startsAt: start, endsAt: end }) => ({ start, end }));
  const own = [FRENCH, SPELLED].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
  const all = [
    ...known,
    ...own.filter((span) => !known.some((other) => other.start < span.end && span.start < other.end)),
  ];
  return all.map((span) => ({ kind: 'phone', ...span, why: 'phone' }));
}

/** Order numbers, dates and amounts hold phone-like digits: `n° 0612345678901`, `X-06.12.34`, `343336743`. */
function isPartOfLonger(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 1), start);
  const digits = text.slice(start, end).replaceAll(/\D/g, '');
  const given = /^[+(]*0|^\+/.test(text.slice(start, end)) || before === '+';
  return (
    !given ||
    /[\p{L}\d-]/u.test(before) ||
    /^\s?\d/.test(text.slice(end)) ||
    digits.length < 9 ||
    /^\s?(?:€|euros?)/.test(text.slice(end))
  );
}
