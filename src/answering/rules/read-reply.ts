import { SCORE_SCALES, type Scale } from '#platform/values';
import { saysNothing, withoutLead } from './beside-score.ts';
import { numberWord } from './number-words.ts';
import { followsAsQuantity } from './quantities.ts';
import { readYesNo } from './yes-no.ts';

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

const NUMBER =
  '(?:\\d{1,2}|z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four|five|seven|eight|nine|ten)';
/** "4/5", "4 sur 5", "quatre sur cinq", "4 out of 5": a score that says its own scale. */
const FRACTION = new RegExp(
  `(?<![\\d.,/]|\\p{L})(${NUMBER})\\s*(?:/|\\bsur\\b|\\bout ?(?:of|ta)\\b)\\s*(\\d{1,3}|${NUMBER})(?![\\d/\\p{L}]|[.,]\\d)`,
  'iu',
);
/** Opening hours. */
const ALWAYS_OPEN = /^(?:24\s*\/\s*24|7\s*\/\s*7)$/;
const GREETING = /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening))\s*[,.!:]*\s+/i;
/** A figure that a sentence names: "Super visite, je mets 5". */
const NAMED = new RegExp(
  `(?:\\bnote|\\bscore|\\brating|\\bje (?:vous )?(?:mets|donne)|\\bi(?:['’]?d)? (?:give|say))(?: (?:est|is|de|it|an?|une?))?\\s*[:=]?\\s*(${NUMBER})(?![\\d\\p{L}]|[.,]\\d)`,
  'iu',
);
/** "vous méritez un 5", "put me down for a 4": an article and a figure end it. */
const ENDS_NAMED = /(?<!\p{L})(?:une?|an?)\s+(?:(?:petit|gros|bon|joli|good|solid|big)\s+)?(\d{1,2})[\s.!)]*$/iu;
/** The last word, after a stop or after three words at most: "Rien à dire : 5", "bof 3". */
const LAST = new RegExp(
  `^(.*[,.:;!?)…\\n-]|(?:[^\\s\\d]+\\s+){0,2}[^\\s\\d]+)\\s*(?<![\\d.,]|\\d\\s)(\\d{1,2})[\\s.!)]*$`,
  's',
);
const HEAD = /^(\d{1,2})(?![\d]|[.,]\d)/;
/** "2 ou 3", "4-5", "entre 3 et 4": two scores are none. */
const SEVERAL = /^(?:entre |between )?\d{1,2}(?:ish)?\s*(?:ou|or|à|to|-|–|et|and|,)\s*\d/i;
const PHONE = /^\+?\d{2}(?:[ .]\d{2}){3,}/;
const STARS = /^\s*(?:étoiles?|etoiles?|stars?|points?)(?!\p{L})/iu;
const STARS_DRAWN = /[⭐★🌟]\uFE0F?/gu;
/** Faces and stars after the last word. */
const DRAWN_LAST = /(?:\s|\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}]|\uFE0F)+$/u;
const NO_WORDS = /^[\d.,/+?!\s-]+$/;

/**
 * Reads a text message as score and comment.
 * - The message is a score when it is one, begins with one that is not a quantity ("2 heures", "3e fois"), be it after
 *   words that say nothing ("je dirais plutôt 4"), names one ("je mets 5") or ends with one that stands apart ("rien à dire : 5").
 * - A fraction counts only on its own scale: 8/10 says nothing on 1 to 5. Drawn stars count on scales to five.
 * - Thumbs and faces are read on the scale of thumbs only; anywhere else they are no figure.
 * What asks to stop never comes here: delivery heeds it first, and hands on what else was said ("2 STOP": 2).
 * Source: domain reference TV-17.
 */
export function readReply(body: string, scale: Scale): Reply {
  const text = body.trim();
  return text === '' ? { kind: 'nothing' } : readScore(text, scale);
}

function readScore(original: string, scale: Scale): Reply {
  const whole = original
    .replace(KEYCAP, '$1')
    .replace(FULL_WIDTH, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replaceAll('🔟', '10')
    .replace(GREETING, '');
  const text = withoutLead(whole, beginsWithFigure);
  const read =
    (scale === 'thumbs' ? readThumb(text) : null) ??
    readFraction(text, scale) ??
    readNamed(text, scale) ??
    readHead(text, scale) ??
    readStars(text, scale) ??
    readLast(text, scale);
  return read && read.kind !== 'text' ? read : { kind: 'text', text: original };
}

function beginsWithFigure(text: string): boolean {
  return HEAD.test(text) || numberWord(text) !== null;
}

function readThumb(text: string): Reply | null {
  const said = readYesNo(text);
  return said && scoreOf(said.yes ? 1 : 0, said.rest, 'thumbs');
}

function readFraction(text: string, scale: Scale): Reply | null {
  const found = FRACTION.exec(text);
  if (!found) return null;
  const [whole, score = '', of = ''] = found;
  const after = text.slice(found.index + whole.length);
  const isWritten = whole.includes('/');
  if (!isWritten && followsAsQuantity(after)) return { kind: 'text', text };
  if (valueOf(of) === SCORE_SCALES[scale].max)
    return scoreOf(valueOf(score), `${text.slice(0, found.index)} ${after}`, scale);
  if (ALWAYS_OPEN.test(whole)) return { kind: 'text', text };
  return found.index === 0 ? { kind: 'unclear', text } : null;
}

function readHead(text: string, scale: Scale): Reply | null {
  if (SEVERAL.test(text) || PHONE.test(text)) return { kind: 'unclear', text };
  const digits = HEAD.exec(text);
  if (digits) return readNumber(Number(digits[1]), text.slice(digits[0].length), scale, text);
  const word = numberWord(text);
  if (word) return readNumber(word.value, word.rest, scale, text);
  return NO_WORDS.test(text) ? { kind: 'unclear', text } : null;
}

function readStars(text: string, scale: Scale): Reply | null {
  const count = text.match(STARS_DRAWN)?.length ?? 0;
  if (count === 0 || SCORE_SCALES[scale].max !== 5 || /\d/.test(text)) return null;
  return scoreOf(count, text.replace(STARS_DRAWN, '').replace(/☆\uFE0F?/g, ''), scale);
}

/** A score that a sentence names. Off its scale, or counting something, it is no score of ours. */
function readNamed(text: string, scale: Scale): Reply | null {
  const named = NAMED.exec(text);
  if (!named) return readEnd(ENDS_NAMED.exec(text), scale);
  const after = text.slice(named.index + named[0].length);
  if (followsAsQuantity(after)) return null;
  return scored(scoreOf(valueOf(named[1] ?? ''), `${text.slice(0, named.index)} ${after}`, scale));
}

/** A score that stands apart at the end. */
function readLast(text: string, scale: Scale): Reply | null {
  const last = LAST.exec(text.replace(DRAWN_LAST, ''));
  return last && scored(scoreOf(valueOf(last[2] ?? ''), (last[1] ?? '').replace(/[\s,:;–-]+$/, ''), scale));
}

function readEnd(found: RegExpExecArray | null, scale: Scale): Reply | null {
  return found && scored(scoreOf(valueOf(found[1] ?? ''), found.input.slice(0, found.index), scale));
}

function scored(read: Reply): Reply | null {
  return read.kind === 'score' ? read : null;
}

function readNumber(value: number, rest: string, scale: Scale, whole: string): Reply {
  const said = rest.replace(STARS, '');
  if (followsAsQuantity(said)) return { kind: 'text', text: whole };
  return scoreOf(value, said, scale);
}

function valueOf(figure: string): number {
  return /^\d/.test(figure) ? Number(figure) : (numberWord(figure)?.value ?? Number.NaN);
}

function scoreOf(score: number, rest: string, scale: Scale): Reply {
  const text = tidy(rest);
  const { min, max } = SCORE_SCALES[scale];
  if (!(score >= min && score <= max)) return { kind: 'unclear', text: `${score}${text ? ` ${text}` : ''}` };
  return { kind: 'score', score, text };
}

/** What is left beside the figure, without the punctuation that joined them; null when it says nothing. */
function tidy(rest: string): string | null {
  const text = rest
    .replace(/^[\s.,;:!/)–-]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}\p{Extended_Pictographic}?]/u.test(text) && !saysNothing(text) ? text : null;
}
