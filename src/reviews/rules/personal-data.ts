import type { Flag, FlagKind } from './flag.ts';
import { validPhones } from './phones.ts';

const EMAIL =
  /[\p{L}\d._%+-]+\s?(?:@|\(at\)|\[at\]|\barobase\b|\bat\b(?=\s+\S+\s+(?:dot|point)\b))\s?[\p{L}\d-]+(?:\s?(?:\.|\bpoint\b|\bdot\b|\(dot\))\s?[\p{L}\d-]+)*/giu;
const IBAN = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?\d{1,3})?(?![A-Z0-9])/gi;
const CARD = /\b(?:\d{4}[ -]?){3}\d{4}\b/g;
/** Numéro d'inscription au répertoire: sex, year, month, department, commune, order, key. */
const NIR = /\b[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{2})?\b/gi;
const WAY = 'rue|avenue|av|boulevard|bd|bld|chemin|impasse|allée|allee|place|quai|route|cours|square|passage';
const ADDRESS = new RegExp(
  `\\b\\d{1,4}\\s?(?:bis|ter|quater)?,?\\s+(?:${WAY})\\.?\\s+(?:\\p{L}|['’-]|\\s(?!\\d))+(?:,?\\s*\\d{5}\\s+\\p{L}[\\p{L}-]*)?`,
  'giu',
);
const LINK = /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+\.(?:com|fr|net|org|io|shop|eu|be|ch)\b(?:\/\S*)?/gi;

/** Phones, addresses, bank and identity numbers, links: whatever would tell who or where somebody is. */
export function personalData(text: string): Flag[] {
  const emails = found(text, EMAIL, 'email').filter(({ start, end }) => looksLikeEmail(text.slice(start, end)));
  const bank = [
    ...found(text, IBAN, 'bank').filter((flag) => isIban(text.slice(flag.start, flag.end))),
    ...found(text, CARD, 'bank').filter((flag) => isCard(text.slice(flag.start, flag.end))),
  ];
  const rest = [
    ...validPhones(text),
    ...found(text, NIR, 'bank'),
    ...found(text, ADDRESS, 'address'),
    ...found(text, LINK, 'link'),
  ];
  const kept = [...emails, ...bank];
  for (const flag of rest) if (!kept.some((other) => other.start < flag.end && flag.start < other.end)) kept.push(flag);
  return kept.sort((a, b) => a.start - b.start);
}

function found(text: string, pattern: RegExp, kind: FlagKind): Flag[] {
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].trimEnd().length,
    why: kind,
  }));
}

function looksLikeEmail(words: string): boolean {
  return (
    /@\s?[\p{L}\d-]+\.\p{L}{2,}/u.test(words) || /(?:\(at\)|\[at\]|arobase|\bat\b).*(?:\.|point|dot)/iu.test(words)
  );
}

/** ISO 13616: moved by four, letters as numbers, the remainder by 97 is 1. */
function isIban(words: string): boolean {
  const plain = words.replaceAll(/[ -]/g, '').toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let remainder = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) remainder = Number(`${remainder}${parseInt(sign, 36)}`) % 97;
  return remainder === 1;
}

/** A payment card's sixteen digits begin with 3 to 6 (ISO/IEC 7812); most people who write theirs mistype one, so no checksum. */
function isCard(words: string): boolean {
  return /^[3-6]/.test(words);
}
