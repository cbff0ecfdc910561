import { SCORE_SCALES, type Scale } from '#platform/values';
import { numberWord } from './number-words.ts';
import { followsAsQuantity } from './quantities.ts';

/** What a text message says to a question on a scale. `text` is what was written beside the score, in the person's own words. */
export type Reply =
  | { kind: 'score'; score: number; text: string | null }
  /** Words, no score: kept as the comment. */
  | { kind: 'text'; text: string }
  /** A number that cannot be read as one score of this scale: asked again, once. */
  | { kind: 'unclear'; text: string }
  | { kind: 'nothing' };

const KEYCAP = /([0-9])\uFE0F?\u20E3/g;
const FULL_WIDTH = /[\uFF10-\uFF19]/g;
const PRAISE = /^(?:👍[\u{1F3FB}-\u{1F3FF}]?)+/u;
const BLAME = /^(?:👎[\u{1F3FB}-\u{1F3FF}]?)+/u;
const YES = /^(?:oui|yes|ouais|yep|ok)\b/i;
const NO = /^(?:non|no|nope)\b/i;

/** "4/5", "4 sur 5", "4 out of 5": a score that says its own scale. */
const FRACTION = /(?<![\d.,/])(\d{1,2})\s*(?:\/|sur|out of)\s*(\d{1,3})(?![\d/]|[.,]\d)/i;
/** "note : 4", "je mets 4": what people write before the figure. */
const LEAD =
  /^(?:(?:ma )?note\s*(?:est|de)?|(?:my )?(?:score|rating)\s*(?:is)?|je (?:mets|donne|dirais)(?: un)?|i(?:'d)? (?:give|say)(?: an?)?)\s*[:=]?\s*/i;
const HEAD = /^(\d{1,2})(?![\d]|[.,]\d)/;
/** "2 ou 3", "4-5", "3 à 4": two scores are none. */
const SEVERAL = /^\d{1,2}\s*(?:ou|or|à|to|-|–|et|and|,)\s*\d/i;
const STARS = /^\s*(?:étoiles?|etoiles?|stars?|points?)(?!\p{L})/iu;

/**
 * Reads a text message as score and comment.
 * - The message is a score when it is one, or begins with one that is not a quantity ("2 heures", "3e fois").
 * - A fraction counts only on its own scale: 8/10 says nothing on 1 to 5.
 * - Thumbs are read on the scale of thumbs only; anywhere else they are no figure.
 * What asks to stop never comes here: delivery heeds it first, and hands on what else was said ("2 STOP": 2).
 * Source: domain reference TV-17.
 */
export function readReply(body: string, scale: Scale): Reply {
  const text = body.trim();
  return text === '' ? { kind: 'nothing' } : readScore(text, scale);
}

function readScore(original: string, scale: Scale): Reply {
  const text = original
    .replace(KEYCAP, '$1')
    .replace(FULL_WIDTH, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replaceAll('🔟', '10')
    .replace(LEAD, '');
  return (
    (scale === 'thumbs' ? readThumb(text) : null) ??
    readFraction(text, scale) ??
    readHead(text, scale) ?? { kind: 'text', text: original }
  );
}

function readThumb(text: string): Reply | null {
  for (const [score, patterns] of [
    [1, [PRAISE, YES]],
    [0, [BLAME, NO]],
  ] as const) {
    const found = patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
    if (found) return scoreOf(score, text.slice(found[0].length), 'thumbs');
  }
  return null;
}

function readFraction(text: string, scale: Scale): Reply | null {
  const found = FRACTION.exec(text);
  if (!found) return null;
  const [whole, score, of] = found;
  const after = text.slice(found.index + whole.length);
  if (followsAsQuantity(after)) return { kind: 'text', text };
  if (Number(of) === SCORE_SCALES[scale].max)
    return scoreOf(Number(score), `${text.slice(0, found.index)} ${after}`, scale);
  return found.index === 0 ? { kind: 'unclear', text } : null;
}

function readHead(text: string, scale: Scale): Reply | null {
  if (SEVERAL.test(text)) return { kind: 'unclear', text };
  const digits = HEAD.exec(text);
  if (digits) return readNumber(Number(digits[1]), text.slice(digits[0].length), scale, text);
  const word = numberWord(text);
  if (word) return readNumber(word.value, word.rest, scale, text);
  return /^[\d.,/+\s-]+$/.test(text) ? { kind: 'unclear', text } : null;
}

function readNumber(value: number, rest: string, scale: Scale, whole: string): Reply {
  const said = rest.replace(STARS, '');
  if (followsAsQuantity(said)) return { kind: 'text', text: whole };
  return scoreOf(value, said, scale);
}

function scoreOf(score: number, rest: string, scale: Scale): Reply {
  const text = tidy(rest);
  const { min, max } = SCORE_SCALES[scale];
  if (score < min || score > max) return { kind: 'unclear', text: `${score}${text ? ` ${text}` : ''}` };
  return { kind: 'score', score, text };
}

/** What is left beside the figure, without the punctuation that joined them; null when it says nothing. */
function tidy(rest: string): string | null {
  const text = rest
    .replace(/^[\s.,;:!/)–-]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}\p{Extended_Pictographic}?]/u.test(text) ? text : null;
}
