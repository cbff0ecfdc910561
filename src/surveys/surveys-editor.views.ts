import type { Words } from '#platform/i18n';
import { isScale, SCORE_SCALES, scoresOf, type Language } from '#platform/values';
import type { Draft } from './surveys-drafts.service.ts';
import { canBranch } from './rules/questionnaire-faults.ts';
import type { LocalText, Option, Question, ShowIf } from './rules/questionnaire.ts';
import { conditionOf, said } from './surveys.views.ts';

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
      missing: missingView(`${path}.text`, question.text),
      required: { name: `${path}.required`, checked: required },
      commentUpTo: isScale(kind) && !rows ? commentView(question, reading) : null,
      look: kind === 'csat' ? { name: `${path}.look`, value: look ?? 'faces', options: lookOptions(reading) } : null,
      page: temperature === 'cold' ? field('page', page === undefined ? '' : String(page)) : null,
      options: optionsView(path, kind === 'rating' ? 'rows' : 'choices', rows ?? choices, reading),
      labels: LABELLED.includes(kind) ? endsView(path, field, labels) : null,
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

function endsView(path: string, field: Field, labels: Question['labels']) {
  const end = (name: 'low' | 'high', text: LocalText = { fr: '' }) => ({
    fields: [field(`labels.${name}.fr`, text.fr), field(`labels.${name}.en`, text.en ?? '')],
    missing: missingView(`${path}.labels.${name}`, text),
  });
  return { given: labels !== undefined, low: end('low', labels?.low), high: end('high', labels?.high) };
}

/** The mark of a text that has no English; a script shows and hides it as one types. */
function missingView(name: string, { fr, en }: LocalText) {
  return { name, shown: fr !== '' && !en };
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
        up: n > 0 ? `up-${act}:${at}:${n}` : null,
        down: n < options.length - 1 ? `down-${act}:${at}:${n}` : null,
        remove: `remove-${act}:${at}:${n}`,
        fr: field('text.fr', text.fr),
        en: field('text.en', text.en ?? ''),
        missing: missingView(`${path}.${name}.${n}.text`, text),
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

/** Up to which score a comment is asked for once more: as usual, never, or a score of the scale. */
function commentView({ kind, commentUpTo }: Question, { language, words }: Reading) {
  if (!isScale(kind)) return null;
  const { min } = SCORE_SCALES[kind];
  return {
    value: commentUpTo === undefined ? '' : String(commentUpTo),
    options: [
      { value: String(min - 1), label: words.t(language, 'surveys.comment.never') },
      ...scoresOf(kind).map((score) => ({
        value: String(score),
        label: words.t(language, 'surveys.comment.upTo', { score }),
      })),
    ],
  };
}
