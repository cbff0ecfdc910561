import { isScale, scoresOf, type Language, type Scale } from '#platform/values';
import { LONGEST_NAME, LONGEST_TEXT, type Question } from '#surveys';

type Control = 'numbers' | 'drawn' | 'grid' | 'list' | 'text' | 'consent';

interface OptionView {
  value: number | string;
  /** Null where the words of the scale say it. */
  label: string | null;
  glyph: string | null;
  checked: boolean;
  focus: boolean;
}

/** One line of a grid: its own row of radios, named `question.row`. */
interface RowView {
  name: string;
  label: string;
  options: OptionView[];
}

export interface QuestionView {
  key: string;
  kind: Question['kind'];
  control: Control;
  text: string;
  optional: boolean;
  /** JSON of `showIf`, for the script; null when the question always applies. */
  condition: string | null;
  /** The last part of its words' key; null when all is well. */
  error: 'required' | 'too-long' | 'other' | null;
  focus: boolean;
  options: OptionView[];
  rows: RowView[];
  /** The words at the ends of the scale; null where the scale has its own. */
  ends: { low: string; high: string } | null;
  several: boolean;
  checked: boolean;
  value: string;
  max: number;
  brand: string;
}

const CONTROLS: Readonly<Record<Question['kind'], Control>> = {
  nps: 'numbers',
  ces7: 'numbers',
  ces5: 'numbers',
  csat: 'drawn',
  rating: 'drawn',
  thumbs: 'drawn',
  choice: 'list',
  choices: 'list',
  text: 'text',
  contact: 'consent',
  publish: 'consent',
};

const HEAD = 'M2.5 12a9.5 9.5 0 1 0 19 0 9.5 9.5 0 1 0-19 0M8.7 9.2v.6M15.3 9.2v.6';
const STAR = 'M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.2 6.1L12 17l-5.5 2.9 1.2-6.1-4.5-4.2 6.1-.8z';
/** Line drawings in a box of 24, lowest score first. */
const GLYPHS: Readonly<Partial<Record<Scale, readonly string[]>>> = {
  csat: [
    'M8 16.7q4-4.4 8 0',
    'M8.3 16q3.7-2 7.4 0',
    'M8.3 15.3h7.4',
    'M8.3 14.6q3.7 2.4 7.4 0',
    'M7.5 13.8q4.5 5.4 9 0z',
  ].map((mouth) => HEAD + mouth),
  rating: [STAR, STAR, STAR, STAR, STAR],
  thumbs: [
    'M17 3.5h3V13h-3zM17 13l-4 7.5c-1.7 0-2.6-1-2.3-2.7L11.4 15H5.6c-1.3 0-2.2-1.2-1.9-2.4L5.3 5c.2-.9 1-1.5 1.9-1.5H17',
    'M7 20.5H4V11h3zM7 11l4-7.5c1.7 0 2.6 1 2.3 2.7L12.6 9h5.8c1.3 0 2.2 1.2 1.9 2.4L18.7 19c-.2.9-1 1.5-1.9 1.5H7',
  ],
};

export interface Shown {
  answers: Readonly<Record<string, unknown>>;
  language: Language;
  brand: string;
  /** The name to publish under unless another is typed. */
  defaultName: string;
  /** Code of the refusal, by question. */
  errors: ReadonlyMap<string, string>;
}

export function questionViews(questions: readonly Question[], shown: Shown): QuestionView[] {
  const first = questions.find(({ key }) => shown.errors.has(key))?.key;
  return questions.map((question) => questionView(question, shown, question.key === first));
}

function questionView(question: Question, shown: Shown, focus: boolean): QuestionView {
  const { key, kind, required = false, showIf } = question;
  const answer = shown.answers[key];
  const options = optionsOf(question, shown, answer);
  const control = controlOf(question);
  return {
    key,
    kind,
    control,
    text: question.text[shown.language] ?? question.text.fr,
    optional: !required && (control === 'list' || control === 'text'),
    condition: showIf ? JSON.stringify(showIf) : null,
    error: errorOf(shown.errors.get(key)),
    focus,
    options: options.map((option, at) => ({ ...option, focus: focus && at === 0 })),
    rows: rowsOf(question, shown, answer),
    ends: endsOf(question, shown.language),
    several: kind === 'choices',
    checked: answer !== undefined && answer !== false,
    value: kind === 'publish' ? nameIn(answer, shown.defaultName) : typeof answer === 'string' ? answer : '',
    max: kind === 'publish' ? LONGEST_NAME : LONGEST_TEXT,
    brand: shown.brand,
  };
}

function controlOf({ kind, rows, labels }: Question): Control {
  if (rows) return 'grid';
  return kind === 'rating' && labels ? 'numbers' : CONTROLS[kind];
}

function endsOf({ labels }: Question, language: Language): QuestionView['ends'] {
  if (!labels) return null;
  const { low, high } = labels;
  return { low: low[language] ?? low.fr, high: high[language] ?? high.fr };
}

function rowsOf({ key, kind, rows = [] }: Question, { language }: Shown, answer: unknown): RowView[] {
  const given = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  return rows.map((row) => ({
    name: `${key}.${row.key}`,
    label: row.text[language] ?? row.text.fr,
    options: isScale(kind)
      ? scoresOf(kind).map((value) => ({
          value,
          label: null,
          glyph: null,
          checked: String(Object.hasOwn(given, row.key) ? given[row.key] : '') === String(value),
          focus: false,
        }))
      : [],
  }));
}

function optionsOf(
  { kind, look, choices = [] }: Question,
  { language }: Shown,
  answer: unknown,
): Omit<OptionView, 'focus'>[] {
  const given = (Array.isArray(answer) ? answer : [answer]).map(String);
  if (!isScale(kind)) {
    return choices.map(({ key, text }) => ({
      value: key,
      label: text[language] ?? text.fr,
      glyph: null,
      checked: given.includes(key),
    }));
  }
  return scoresOf(kind).map((value, at) => ({
    value,
    label: null,
    glyph: GLYPHS[look === 'stars' ? 'rating' : kind]?.[at] ?? null,
    checked: given.includes(String(value)),
  }));
}

function nameIn(answer: unknown, otherwise: string): string {
  return (answer as { displayName?: string } | undefined)?.displayName ?? otherwise;
}

function errorOf(code: string | undefined): QuestionView['error'] {
  if (code === undefined) return null;
  return code === 'required' || code === 'too-long' ? code : 'other';
}
