import { isScale, isScore, SCORE_SCALES } from '#platform/values';
import type { LocalText, Option, Question, QuestionnaireInput, ShowIf } from './questionnaire.ts';

/** One fault: `questions.2.showIf.value`, a stable word for programs, a sentence for people. */
export interface Fault {
  path: string;
  code: string;
  message: string;
}

const BROKEN = /[\p{Surrogate}\uFFFD]/u;

/**
 * What is wrong between the parts of a questionnaire whose shape is right: keys used twice, choices where none belong,
 * branches on a later question or on a score its scale does not have. Empty when it can be published.
 */
export function questionnaireFaults({ name, temperature, questions }: QuestionnaireInput): Fault[] {
  const earlier = new Map<string, Question>();
  const faults = textFaults('name', { fr: name }, '');
  questions.forEach((question, index) => {
    const at = `questions.${index}`;
    faults.push(...keyFaults(at, question, earlier), ...textFaults(`${at}.text`, question.text));
    faults.push(...choiceFaults(at, question), ...rowFaults(at, question), ...labelFaults(at, question));
    faults.push(...lookFaults(at, question), ...commentFaults(at, question));
    faults.push(...pageFaults(at, question, temperature, questions.slice(0, index)));
    faults.push(...branchFaults(`${at}.showIf`, question, earlier));
    earlier.set(question.key, question);
  });
  return faults;
}

function keyFaults(at: string, { key }: Question, earlier: ReadonlyMap<string, Question>): Fault[] {
  if (earlier.has(key))
    return [{ path: `${at}.key`, code: 'duplicate', message: `is the key of an earlier question: ${key}` }];
  if (key in Object.prototype) return [{ path: `${at}.key`, code: 'reserved', message: `cannot be a key: ${key}` }];
  return [];
}

function textFaults(at: string, text: LocalText, language = '.'): Fault[] {
  return Object.entries(text).flatMap(([code, words]: [string, string]) => {
    const path = language ? `${at}.${code}` : at;
    if (words.trim() === '') return [{ path, code: 'required', message: 'is empty' }];
    return BROKEN.test(words) ? [{ path, code: 'wrong-encoding', message: 'is not valid UTF-8 text' }] : [];
  });
}

function choiceFaults(at: string, { kind, choices }: Question): Fault[] {
  const path = `${at}.choices`;
  if (kind !== 'choice' && kind !== 'choices') {
    return choices === undefined
      ? []
      : [{ path, code: 'not-here', message: `belongs to choice and choices, not to ${kind}` }];
  }
  if (!choices || choices.length < 2) return [{ path, code: 'too-few', message: 'needs two choices or more' }];
  return optionFaults(path, choices);
}

function rowFaults(at: string, { kind, rows }: Question): Fault[] {
  const path = `${at}.rows`;
  if (rows === undefined) return [];
  if (kind !== 'rating') return [{ path, code: 'not-here', message: `belongs to rating, not to ${kind}` }];
  if (rows.length < 2) return [{ path, code: 'too-few', message: 'needs two rows or more' }];
  const reserved = rows.flatMap(({ key }, index) =>
    key in Object.prototype
      ? [{ path: `${path}.${index}.key`, code: 'reserved', message: `cannot be a key: ${key}` }]
      : [],
  );
  return [...reserved, ...optionFaults(path, rows)];
}

function optionFaults(path: string, options: readonly Option[]): Fault[] {
  const keys = options.map(({ key }) => key);
  const twice = keys.flatMap((key, index) =>
    keys.indexOf(key) < index
      ? [{ path: `${path}.${index}.key`, code: 'duplicate', message: `is the key of an earlier one: ${key}` }]
      : [],
  );
  return [...twice, ...options.flatMap(({ text }, index) => textFaults(`${path}.${index}.text`, text))];
}

const LABELLED: readonly string[] = ['nps', 'ces7', 'ces5', 'rating'];

function labelFaults(at: string, { kind, labels }: Question): Fault[] {
  if (!labels) return [];
  const path = `${at}.labels`;
  if (!LABELLED.includes(kind)) {
    return [{ path, code: 'not-here', message: `belongs to ${LABELLED.join(', ')}, not to ${kind}` }];
  }
  return [...textFaults(`${path}.low`, labels.low), ...textFaults(`${path}.high`, labels.high)];
}

function lookFaults(at: string, { kind, look }: Question): Fault[] {
  if (look === undefined || kind === 'csat') return [];
  return [{ path: `${at}.look`, code: 'not-here', message: `belongs to csat, not to ${kind}` }];
}

function commentFaults(at: string, { kind, rows, commentUpTo }: Question): Fault[] {
  const path = `${at}.commentUpTo`;
  if (commentUpTo === undefined) return [];
  if (!isScale(kind) || rows)
    return [{ path, code: 'not-here', message: 'belongs to questions that one score answers' }];
  const { min, max } = SCORE_SCALES[kind];
  if (commentUpTo >= min - 1 && commentUpTo <= max) return [];
  return [{ path, code: 'not-on-scale', message: `${commentUpTo} is not from ${min - 1} (never) to ${max}` }];
}

function pageFaults(
  at: string,
  { page }: Question,
  temperature: QuestionnaireInput['temperature'],
  before: readonly Question[],
): Fault[] {
  const path = `${at}.page`;
  if (page === undefined) return [];
  if (temperature === 'hot') return [{ path, code: 'not-here', message: 'belongs to cold questionnaires' }];
  const last = Math.max(1, ...before.map((one) => one.page ?? 1));
  return page < last ? [{ path, code: 'too-small', message: `comes after page ${last}` }] : [];
}

function branchFaults(at: string, { showIf }: Question, earlier: ReadonlyMap<string, Question>): Fault[] {
  if (!showIf) return [];
  const asked = earlier.get(showIf.question);
  if (!asked) {
    return [{ path: `${at}.question`, code: 'not-earlier', message: `is not an earlier question: ${showIf.question}` }];
  }
  if (!canBranch(asked)) {
    return [
      { path: `${at}.question`, code: 'no-branch', message: `nothing can depend on a question of kind ${asked.kind}` },
    ];
  }
  return [...operatorFaults(at, showIf, asked), ...valuesOf(showIf).flatMap((value) => valueFaults(at, value, asked))];
}

/** Whether others may hang on its answer: one score, or choices. */
export function canBranch({ kind, rows }: Pick<Question, 'kind' | 'rows'>): boolean {
  return (isScale(kind) && !rows) || kind === 'choice' || kind === 'choices';
}

function operatorFaults(at: string, { op, value }: ShowIf, { kind }: Question): Fault[] {
  const path = `${at}.op`;
  if (!isScale(kind) && (op === 'lte' || op === 'gte'))
    return [{ path, code: 'not-a-score', message: `${op} compares scores only` }];
  if (Array.isArray(value) !== (op === 'in')) {
    return [{ path: `${at}.value`, code: 'wrong-type', message: op === 'in' ? 'must be a list' : 'must be one value' }];
  }
  return [];
}

function valueFaults(at: string, value: number | string, asked: Question): Fault[] {
  const path = `${at}.value`;
  if (isScale(asked.kind)) {
    const { min, max } = SCORE_SCALES[asked.kind];
    return isScore(asked.kind, value)
      ? []
      : [{ path, code: 'not-on-scale', message: `${value} is not a score of ${asked.kind} (${min} to ${max})` }];
  }
  const known = asked.choices?.some(({ key }) => key === value);
  return known ? [] : [{ path, code: 'not-one-of', message: `${value} is not a choice of ${asked.key}` }];
}

function valuesOf({ value }: ShowIf): (number | string)[] {
  return Array.isArray(value) ? value : [value];
}
