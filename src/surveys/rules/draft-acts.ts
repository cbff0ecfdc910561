import { isScale } from '#platform/values';
import type { LocalText, Option, Question, QuestionKind, QuestionnaireInput } from './questionnaire.ts';

/** What the editor's buttons do; positions count from 0. */
export type Act =
  | { do: 'add'; kind: QuestionKind | 'grid' }
  | { do: (typeof PLAIN_ACTS)[number]; at: number }
  | { do: OptionAct; at: number; option: number };

type OptionAct = (typeof OPTION_ACTS)[number];

export interface Edited {
  readonly content: QuestionnaireInput;
  /** The question to go on with; null when there is none. */
  readonly at: number | null;
}

const MOST = 60;
const PLAIN_ACTS = ['up', 'down', 'copy', 'remove', 'add-choice', 'add-row'] as const;
const OPTION_ACTS = ['remove-choice', 'remove-row', 'up-choice', 'up-row', 'down-choice', 'down-row'] as const;

/** `up:2`, `remove-choice:2:0`, `add:nps`; null for what is no act. */
export function readAct(text: string): Act | null {
  const [name, first = '', second = ''] = text.split(':');
  if (name === 'add') {
    return first === 'grid' || isScale(first) || OTHERS.includes(first)
      ? { do: 'add', kind: first as QuestionKind | 'grid' }
      : null;
  }
  if (!/^\d{1,2}$/.test(first)) return null;
  const at = Number(first);
  const plain = PLAIN_ACTS.find((one) => one === name);
  if (plain) return { do: plain, at };
  const act = OPTION_ACTS.find((one) => one === name);
  return act && /^\d{1,2}$/.test(second) ? { do: act, at, option: Number(second) } : null;
}

const OTHERS: readonly string[] = ['choice', 'choices', 'text', 'contact', 'publish'];

/** The questionnaire after an act; unchanged where it does not apply. `starter` gives the usual words of a new question. */
export function acted(
  content: QuestionnaireInput,
  act: Act,
  starter: (kind: QuestionKind | 'grid') => LocalText,
): Edited {
  const questions = [...content.questions];
  const done = (at: number | null): Edited => ({ content: { ...content, questions }, at });
  if (act.do === 'add') {
    if (questions.length < MOST) questions.push(newQuestion(act.kind, questions, starter(act.kind)));
    return done(questions.length - 1);
  }
  const question = questions[act.at];
  if (!question) return done(null);
  switch (act.do) {
    case 'up':
    case 'down': {
      const to = act.do === 'up' ? act.at - 1 : act.at + 1;
      if (to < 0 || to >= questions.length) return done(act.at);
      questions.splice(act.at, 1);
      questions.splice(to, 0, question);
      return done(to);
    }
    case 'copy':
      if (questions.length < MOST) {
        questions.splice(act.at + 1, 0, { ...question, key: freeKey(stem(question.key), questions) });
      }
      return done(act.at + 1);
    case 'remove':
      questions.splice(act.at, 1);
      return done(questions.length > 0 ? Math.min(act.at, questions.length - 1) : null);
    default:
      questions[act.at] = withOptions(question, act);
      return done(act.at);
  }
}

function withOptions(question: Question, act: Exclude<Act, { do: 'add' }>): Question {
  const name = act.do.endsWith('choice') ? 'choices' : 'rows';
  if ('option' in act && !question[name]) return question;
  const options = question[name] ?? [];
  const changed = 'option' in act ? withoutOrMoved(options, act) : [...options, emptyOption(name, options)];
  return { ...question, [name]: changed };
}

function withoutOrMoved(
  options: readonly Option[],
  { do: act, option: at }: { do: OptionAct; option: number },
): Option[] {
  const moved = options[at];
  const others = options.filter((_, other) => other !== at);
  if (!moved || act.startsWith('remove')) return others;
  others.splice(Math.max(0, act.startsWith('up') ? at - 1 : at + 1), 0, moved);
  return others;
}

/** With the members its kind has, and no others: a kind may have been changed. */
export function settled(question: Question, temperature: 'hot' | 'cold'): Question {
  const { choices, rows, labels, look, page, commentUpTo, ...rest } = question;
  const { kind } = rest;
  const isList = kind === 'choice' || kind === 'choices';
  return {
    ...rest,
    ...(isList && { choices: choices && choices.length > 0 ? choices : twoOf('choices') }),
    ...(kind === 'rating' && rows && { rows: rows.length > 0 ? rows : twoOf('rows') }),
    ...(['nps', 'ces7', 'ces5', 'rating'].includes(kind) && labels && { labels }),
    ...(kind === 'csat' && look === 'stars' && { look }),
    ...(isScale(kind) && !rows && commentUpTo !== undefined && { commentUpTo }),
    ...(temperature === 'cold' && page !== undefined && { page }),
  };
}

function newQuestion(kind: QuestionKind | 'grid', others: readonly Question[], text: LocalText): Question {
  const isGrid = kind === 'grid';
  const key = freeKey(kind === 'text' ? 'comment' : kind, others);
  const page = others.at(-1)?.page;
  return {
    key,
    kind: isGrid ? 'rating' : kind,
    text,
    ...(isScale(kind) && others.length === 0 && { required: true }),
    ...((kind === 'choice' || kind === 'choices') && { choices: twoOf('choices') }),
    ...(isGrid && { rows: twoOf('rows') }),
    ...(page !== undefined && { page }),
  };
}

type OptionsName = 'choices' | 'rows';

function twoOf(name: OptionsName): Option[] {
  const first = emptyOption(name, []);
  return [first, emptyOption(name, [first])];
}

function emptyOption(name: OptionsName, others: readonly Option[]): Option {
  return { key: freeKey(name === 'rows' ? 'row1' : 'choice1', others), text: { fr: '' } };
}

/** `comment`, else `comment2`, `comment3` …; `choice1` goes on with `choice2`. */
function freeKey(wanted: string, others: readonly { key: string }[]): string {
  const taken = new Set(others.map(({ key }) => key));
  for (let key = wanted, n = 2; ; key = `${stem(wanted)}${n++}`) if (!taken.has(key)) return key;
}

function stem(key: string): string {
  return key.replace(/\d+$/, '') || key;
}
