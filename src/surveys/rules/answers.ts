import { isScale, isScore, SCORE_SCALES } from '#platform/values';
import { answerTo, shownQuestions } from './branching.ts';
import type { Answer, Answers, Question } from './questionnaire.ts';

/** By question key: JSON values, or text where a form or a text message can send nothing else. */
export type RawAnswers = Readonly<Record<string, unknown>>;

export interface AnswerError {
  path: string;
  code: string;
  message: string;
}

type Reading = { answer: Answer | undefined } | { error: AnswerError };

/** Of what is typed, in UTF-16 units. */
export const LONGEST_TEXT = 4_000;
export const LONGEST_NAME = 60;
const LONGEST_SLOT = 64;

/**
 * Reads what was sent into typed answers; every error names its question. Nothing is cut, rounded or guessed.
 * - Null and empty text are no answer; answers to questions that branching hides are left out, but for a wish to be called:
 *   without a script the page shows every question, and who asks for a call is called.
 * - `partial`: required questions may still be open.
 */
export function readAnswers(
  questions: readonly Question[],
  raw: RawAnswers,
  { partial }: { partial: boolean },
): { answers: Answers } | { errors: AnswerError[] } {
  const errors = unknownNames(questions, raw);
  const read: Answers = {};
  for (const question of questions) {
    const reading = readers[question.kind](question, raw);
    if ('error' in reading) errors.push(reading.error);
    else if (reading.answer !== undefined) read[question.key] = reading.answer;
  }
  const shown = shownQuestions(questions, read);
  const refused = new Set(errors.map(({ path }) => path.split('.')[0]));
  for (const question of partial ? [] : shown) {
    if (question.required && !isAnswered(question, read) && !refused.has(question.key))
      errors.push(fault(question.key, 'required', 'needs an answer'));
  }
  if (errors.length > 0) return { errors };
  const asked = new Set(shown);
  const kept = questions.flatMap((question) => {
    const answer = answerTo(read, question.key);
    const isKept = answer !== undefined && (asked.has(question) || isWish(question, answer));
    return isKept ? [[question.key, answer] as const] : [];
  });
  return { answers: Object.fromEntries(kept) };
}

function isWish({ kind }: Question, answer: Answer): boolean {
  return kind === 'contact' && answer !== false;
}

/** A grid is answered when each of its rows is. */
function isAnswered({ key, rows }: Question, read: Answers): boolean {
  const answer = answerTo(read, key);
  if (answer === undefined || !rows) return answer !== undefined;
  return Object.keys(answer as Record<string, number>).length === rows.length;
}

const readers: Record<Question['kind'], (question: Question, raw: RawAnswers) => Reading> = {
  nps: readScore,
  csat: readScore,
  thumbs: readScore,
  ces7: readScore,
  ces5: readScore,
  rating: readRating,
  choice: readChoice,
  choices: readChoices,
  text: readText,
  contact: readContact,
  publish: readPublish,
};

function unknownNames(questions: readonly Question[], raw: RawAnswers): AnswerError[] {
  const keys = new Set(questions.map(({ key }) => key));
  return Object.keys(raw)
    .filter((name) => !keys.has(name))
    .slice(0, 50)
    .map((name) => fault(name.slice(0, 100), 'unknown-question', 'is not a question of this survey'));
}

function readScore({ key, kind }: Question, raw: RawAnswers): Reading {
  const value = given(raw, key);
  if (value === undefined || !isScale(kind)) return { answer: undefined };
  const score = typeof value === 'string' && /^\s*\d{1,2}\s*$/.test(value) ? Number(value) : value;
  if (isScore(kind, score)) return { answer: score };
  const { min, max } = SCORE_SCALES[kind];
  return { error: fault(key, 'not-on-scale', `must be a whole number from ${min} to ${max}`) };
}

function readRating(question: Question, raw: RawAnswers): Reading {
  const { key, kind, rows } = question;
  if (!rows) return readScore(question, raw);
  const value = given(raw, key);
  if (value === undefined) return { answer: undefined };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { error: fault(key, 'wrong-type', 'must be a score by row') };
  const scores = value as Record<string, unknown>;
  const unknown = Object.keys(scores).find((name) => !rows.some((row) => row.key === name));
  if (unknown !== undefined) return { error: fault(`${key}.${unknown.slice(0, 64)}`, 'not-one-of', 'is not a row') };
  const read: Record<string, number> = {};
  for (const row of rows) {
    const reading = readScore({ key: row.key, kind, text: row.text }, scores);
    if ('error' in reading) return { error: { ...reading.error, path: `${key}.${row.key}` } };
    if (typeof reading.answer === 'number') read[row.key] = reading.answer;
  }
  return { answer: Object.keys(read).length > 0 ? read : undefined };
}

function readChoice({ key, choices }: Question, raw: RawAnswers): Reading {
  const value = given(raw, key);
  if (value === undefined) return { answer: undefined };
  const choice = choices?.find((one) => one.key === value);
  return choice ? { answer: choice.key } : { error: fault(key, 'not-one-of', 'is not one of the choices') };
}

function readChoices({ key, choices }: Question, raw: RawAnswers): Reading {
  const value = given(raw, key);
  if (value === undefined) return { answer: undefined };
  const picked: unknown[] = (Array.isArray(value) ? value : [value]).filter((one) => one !== '');
  const known = (choices ?? []).map((choice) => choice.key);
  if (!picked.every((one) => known.some((choice) => choice === one))) {
    return { error: fault(key, 'not-one-of', 'holds what is not one of the choices') };
  }
  const answer = known.filter((choice) => picked.includes(choice));
  return { answer: answer.length > 0 ? answer : undefined };
}

function readText({ key }: Question, raw: RawAnswers): Reading {
  return text(key, given(raw, key), LONGEST_TEXT, true);
}

function readContact({ key }: Question, raw: RawAnswers): Reading {
  const value = given(raw, key);
  const wish = wished(value);
  if (value === undefined || wish !== undefined) return { answer: wish };
  const slot = only(value, 'slot');
  if (slot === undefined) return { error: fault(key, 'wrong-type', 'must be true, false or { slot }') };
  const read = text(`${key}.slot`, slot, LONGEST_SLOT, false);
  if ('error' in read) return read;
  return { answer: typeof read.answer === 'string' ? { slot: read.answer } : true };
}

function readPublish({ key }: Question, raw: RawAnswers): Reading {
  const value = given(raw, key);
  if (value === undefined || wished(value) === false) return { answer: wished(value) };
  const displayName = only(value, 'displayName');
  if (displayName === undefined) return { error: fault(key, 'wrong-type', 'must be false or { displayName }') };
  const read = text(`${key}.displayName`, displayName, LONGEST_NAME, false);
  if ('error' in read) return read;
  if (typeof read.answer === 'string') return { answer: { displayName: read.answer } };
  return { error: fault(`${key}.displayName`, 'required', 'is the name to publish under') };
}

const LINE_CONTROLS = /[\p{Cc}\u2028\u2029]/u;
const TEXT_CONTROLS = /[^\P{Cc}\n\t]/u;

/** Lengths are in UTF-16 units, line ends counted once. */
function text(path: string, value: unknown, max: number, lines: boolean): Reading {
  if (value === undefined) return { answer: undefined };
  if (typeof value !== 'string') return { error: fault(path, 'wrong-type', 'must be a text') };
  const read = value.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim();
  if (read.length > max) return { error: fault(path, 'too-long', `is longer than ${max} characters`) };
  if ((lines ? TEXT_CONTROLS : LINE_CONTROLS).test(read))
    return { error: fault(path, 'control-characters', 'holds control characters') };
  if (/\p{Surrogate}/u.test(read)) return { error: fault(path, 'wrong-encoding', 'is not valid text') };
  return { answer: read || undefined };
}

function given(raw: RawAnswers, name: string): unknown {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  return value === null || value === '' ? undefined : value;
}

const WISHES = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['on', true],
  ['1', true],
  [false, false],
  ['false', false],
  ['0', false],
]);

function wished(value: unknown): boolean | undefined {
  return WISHES.get(value);
}

/** The one member of an object that has no other. */
function only(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== name) return undefined;
  return (value as Record<string, unknown>)[name] ?? undefined;
}

function fault(path: string, code: string, message: string): AnswerError {
  return { path, code, message };
}
