import type { FieldError } from '#platform/http';
import type { Words } from '#platform/i18n';
import { isScale, scoresOf, type Language } from '#platform/values';
import type { Draft } from './surveys-drafts.service.ts';
import { canBranch } from './rules/questionnaire-faults.ts';
import type { Change } from './rules/questionnaire-changes.ts';
import type { LocalText, Option, Question, ShowIf } from './rules/questionnaire.ts';
import { conditionOf, said } from './surveys.views.ts';

/** What the preview shows. */
export interface Look {
  readonly as: 'page' | 'email' | 'sms';
  readonly language: Language;
}

const KINDS = [
  'nps',
  'csat',
  'thumbs',
  'ces7',
  'ces5',
  'rating',
  'grid',
  'choice',
  'choices',
  'text',
  'contact',
  'publish',
];
const LABELLED = ['nps', 'ces7', 'ces5', 'rating'];
const LOOKS = ['page', 'email', 'sms'] as const;

interface Reading {
  readonly language: Language;
  readonly words: Words;
  /** Message of each field at fault. */
  readonly errors: Readonly<Record<string, string | undefined>>;
}

/** The questions as the editor shows them: each field with its name, its value and its fault. */
export function editorQuestions({ content }: Draft, reading: Reading) {
  const { questions, temperature } = content;
  return questions.map((question, at) => {
    const { key, kind, rows, labels, look, page, required = false, choices } = question;
    const path = `questions.${at}`;
    const field = fieldsOf(path, reading);
    return {
      at,
      number: at + 1,
      path,
      key,
      kind: rows ? 'grid' : kind,
      kinds: kindOptions(reading),
      kindName: `${path}.kind`,
      texts: [field('text.fr', question.text.fr), field('text.en', question.text.en ?? '')],
      untranslated: question.text.fr !== '' && question.text.en === undefined,
      required: { name: `${path}.required`, checked: required },
      look: kind === 'csat' ? { name: `${path}.look`, value: look ?? 'faces', options: lookOptions(reading) } : null,
      page: temperature === 'cold' ? field('page', page === undefined ? '' : String(page)) : null,
      options: optionsView(path, kind === 'rating' ? 'rows' : 'choices', rows ?? choices, reading),
      labels: LABELLED.includes(kind) ? endsView(field, labels) : null,
      condition: conditionView(at, question, questions, reading),
      first: at === 0,
      last: at === questions.length - 1,
    };
  });
}

/** Kinds to add, as buttons. */
export function kindOptions({ language, words }: Pick<Reading, 'language' | 'words'>) {
  return KINDS.map((value) => ({ value, label: words.t(language, `surveys.kind.${value}`) }));
}

export function lookTabs(key: string, chosen: Look, { language, words }: Pick<Reading, 'language' | 'words'>) {
  return {
    source: `/surveys/${key}/preview/${chosen.as}?language=${chosen.language}`,
    as: chosen.as,
    language: chosen.language,
    tabs: LOOKS.map((as) => ({
      act: `look:${as}:${chosen.language}`,
      label: words.t(language, `surveys.look.${as}`),
      active: as === chosen.as,
    })),
    languages: (['fr', 'en'] as const).map((one) => ({
      act: `look:${chosen.as}:${one}`,
      label: words.t(language, `surveys.language.${one}`),
      active: one === chosen.language,
    })),
  };
}

/** How many texts have no English yet. */
export function untranslatedIn(questions: readonly Question[]): number {
  const texts = questions.flatMap(({ text, choices = [], rows = [], labels }) => [
    text,
    ...[...choices, ...rows].map((option) => option.text),
    ...(labels ? [labels.low, labels.high] : []),
  ]);
  return texts.filter(({ fr, en }) => fr !== '' && !en).length;
}

/** A fault, its place in the reader's words: "Question 2, texte français". */
export function placeOf({ path }: FieldError, { language, words }: Pick<Reading, 'language' | 'words'>): string {
  const [, at, field = '', option, ...rest] = path.split('.');
  if (at === undefined) return words.t(language, `surveys.place.${path}`);
  const number = Number(at) + 1;
  if ((field === 'choices' || field === 'rows') && option !== undefined) {
    const place = `surveys.place.${field}${rest.at(-1) === 'en' ? 'En' : ''}`;
    return words.t(language, place, { number, option: Number(option) + 1 });
  }
  const name = [field, option, ...rest].filter(Boolean).join('-');
  const known = [`surveys.place.question.${name}`, `surveys.place.question.${field}`];
  const word = known.find((one) => words.has(language, one)) ?? 'surveys.place.question.all';
  return words.t(language, word, { number });
}

/** A change in a sentence. */
export function changeText(change: Change, { language, words }: Pick<Reading, 'language' | 'words'>): string {
  const question = change.question ? said(change.question.text, language) || change.question.key : '';
  const say = (word: string, more: Record<string, string> = {}) =>
    words.t(language, `surveys.change.${word}`, { question, ...more });
  switch (change.what) {
    case 'text':
      return say(change.before === '' ? `text-new-${change.language}` : `text-${change.language}`, {
        before: change.before,
        after: change.after,
      });
    case 'name':
      return say('name', { before: change.before, after: change.after });
    case 'temperature':
    case 'kind':
    case 'look': {
      const of = change.what === 'look' ? 'drawn' : change.what;
      const [before, after] = [change.before, change.after].map((one) => words.t(language, `surveys.${of}.${one}`));
      return say(change.what, { before: before ?? '', after: after ?? '' });
    }
    case 'option-added':
    case 'option-removed':
    case 'option-changed':
      return say(change.what, { option: said(change.option, language) });
    default:
      return say(change.what);
  }
}

type Field = (name: string, value: string) => { name: string; value: string; error: string | null; language: string };

/** A field below a path; `language` is that of its words, where its name says one. */
function fieldsOf(path: string, { errors, language, words }: Reading): Field {
  return (name, value) => {
    const whole = `${path}.${name}`;
    const spoken = name.endsWith('.en') ? 'en' : 'fr';
    return {
      name: whole,
      value,
      error: errors[whole] ?? null,
      language: words.t(language, `surveys.language.${spoken}`),
    };
  };
}

function endsView(field: Field, labels: Question['labels']) {
  const texts = (end: 'low' | 'high', text: LocalText | undefined) => [
    field(`labels.${end}.fr`, text?.fr ?? ''),
    field(`labels.${end}.en`, text?.en ?? ''),
  ];
  return { given: labels !== undefined, low: texts('low', labels?.low), high: texts('high', labels?.high) };
}

function optionsView(path: string, name: 'choices' | 'rows', options: readonly Option[] | undefined, reading: Reading) {
  if (!options) return null;
  const act = name === 'rows' ? 'row' : 'choice';
  const at = path.split('.')[1] ?? '';
  return {
    name,
    add: `add-${act}:${at}`,
    error: reading.errors[`${path}.${name}`] ?? null,
    list: options.map(({ key, text }, n) => {
      const field = fieldsOf(`${path}.${name}.${n}`, reading);
      return {
        key,
        keyName: `${path}.${name}.${n}.key`,
        number: n + 1,
        remove: `remove-${act}:${at}:${n}`,
        fr: field('text.fr', text.fr),
        en: field('text.en', text.en ?? ''),
      };
    }),
  };
}

/** When it is asked: the sentence, and the choices that make it. A question that may not be looked at stays in the list, so that its fault can be seen. */
function conditionView(at: number, { showIf }: Question, all: readonly Question[], reading: Reading) {
  const { language, words } = reading;
  const path = `questions.${at}.showIf`;
  const asked = all.find(({ key }) => key === showIf?.question);
  const earlier = all.slice(0, at).filter(canBranch);
  const known = showIf && !earlier.some(({ key }) => key === showIf.question) ? [showIf.question] : [];
  const errors = ['question', 'op', 'value'].map((name) => reading.errors[`${path}.${name}`]);
  return {
    sentence: showIf ? conditionOf(showIf, all, language, words) : null,
    question: {
      name: `${path}.question`,
      value: showIf?.question ?? '',
      error: errors.find(Boolean) ?? null,
      options: [
        ...earlier.map(({ key, text }) => ({ value: key, label: said(text, language) || key })),
        ...known.map((key) => ({ value: key, label: asked ? said(asked.text, language) || key : key })),
      ],
    },
    op: showIf && asked && isScale(asked.kind) ? opView(path, showIf, reading) : null,
    values: showIf && asked ? valuesView(path, showIf, asked, language) : null,
  };
}

function opView(path: string, { op }: ShowIf, { language, words }: Reading) {
  return {
    name: `${path}.op`,
    value: op === 'eq' ? 'in' : op,
    options: ['lte', 'gte', 'in'].map((value) => ({ value, label: words.t(language, `surveys.op.${value}`) })),
  };
}

function valuesView(path: string, { op, value }: ShowIf, asked: Question, language: Language) {
  const chosen = (Array.isArray(value) ? value : [value]).map(String);
  const options = isScale(asked.kind)
    ? scoresOf(asked.kind).map((score) => ({ value: String(score), label: String(score) }))
    : (asked.choices ?? []).map(({ key, text }) => ({ value: key, label: said(text, language) || key }));
  return {
    name: `${path}.value`,
    one: op === 'lte' || op === 'gte',
    chosen: chosen[0] ?? '',
    options: options.map((option) => ({ ...option, checked: chosen.includes(option.value) })),
  };
}

function lookOptions({ language, words }: Reading) {
  return ['faces', 'stars'].map((value) => ({ value, label: words.t(language, `surveys.drawn.${value}`) }));
}
