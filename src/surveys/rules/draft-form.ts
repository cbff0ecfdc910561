import { isScale } from '#platform/values';
import { settled } from './draft-acts.ts';
import type { LocalText, Option, Question, QuestionKind, QuestionnaireInput, ShowIf } from './questionnaire.ts';

type Form = Readonly<Record<string, unknown>>;

const KEY = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const OPTION_KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const KINDS: readonly string[] = ['choice', 'choices', 'text', 'contact', 'publish'];
const MOST_QUESTIONS = 60;
const MOST_OPTIONS = 30;

/**
 * The questionnaire as typed in the editor, finished or not. Fields are named as faults name them, `questions.2.text.fr`;
 * an empty English text is none. What no browser sends is left out.
 */
export function typedDraft(form: Form): QuestionnaireInput {
  const temperature = textOf(form, 'temperature') === 'cold' ? 'cold' : 'hot';
  const questions: Question[] = [];
  for (let at = 0; at < MOST_QUESTIONS; at++) {
    const path = `questions.${at}`;
    const key = textOf(form, `${path}.key`);
    if (!KEY.test(key) || key in Object.prototype) continue;
    if (!questions.some((one) => one.key === key)) questions.push(settled(typedQuestion(form, path, key), temperature));
  }
  return {
    name: textOf(form, 'name'),
    temperature,
    questions: questions.map((question) => withCondition(question, questions)),
  };
}

function typedQuestion(form: Form, path: string, key: string): Question {
  const chosen = textOf(form, `${path}.kind`);
  const kind = chosen === 'grid' ? 'rating' : chosen;
  const page = Number(textOf(form, `${path}.page`));
  const asksUpTo = textOf(form, `${path}.commentUpTo`);
  const low = localText(form, `${path}.labels.low`);
  const high = localText(form, `${path}.labels.high`);
  return {
    key,
    kind: isScale(kind) || KINDS.includes(kind) ? (kind as QuestionKind) : 'text',
    text: localText(form, `${path}.text`),
    ...(textOf(form, `${path}.required`) !== '' && { required: true }),
    choices: optionsOf(form, `${path}.choices`),
    ...(chosen === 'grid' && { rows: optionsOf(form, `${path}.rows`) }),
    ...([low.fr, low.en, high.fr, high.en].some(Boolean) && { labels: { low, high } }),
    ...(textOf(form, `${path}.look`) === 'stars' && { look: 'stars' as const }),
    ...(/^-?\d{1,2}$/.test(asksUpTo) && { commentUpTo: Number(asksUpTo) }),
    ...(Number.isInteger(page) && page >= 1 && page <= 20 && { page }),
    ...conditionIn(form, `${path}.showIf`),
  };
}

function optionsOf(form: Form, path: string): Option[] {
  const options: Option[] = [];
  for (let at = 0; at < MOST_OPTIONS; at++) {
    const key = textOf(form, `${path}.${at}.key`);
    if (OPTION_KEY.test(key)) options.push({ key, text: localText(form, `${path}.${at}.text`) });
  }
  return options;
}

function conditionIn(form: Form, path: string): { showIf?: ShowIf } {
  const question = textOf(form, `${path}.question`);
  if (!KEY.test(question)) return {};
  const op = textOf(form, `${path}.op`);
  const values = textsOf(form, `${path}.value`);
  return { showIf: { question, op: op === 'lte' || op === 'gte' ? op : 'in', value: values } };
}

/** Its value as the question it hangs on has them: one score up to or from which, or scores or choices among which. */
function withCondition(question: Question, all: readonly Question[]): Question {
  const { showIf } = question;
  if (!showIf) return question;
  const asked = all.find(({ key }) => key === showIf.question);
  const isScore = isScale(asked?.kind);
  const texts = Array.isArray(showIf.value) ? showIf.value.map(String) : [];
  const values = isScore ? texts.filter((text) => /^\d{1,2}$/.test(text)).map(Number) : texts;
  const op = isScore ? showIf.op : 'in';
  const [first, ...more] = values;
  if (op === 'in') {
    return first !== undefined && more.length === 0
      ? { ...question, showIf: { question: showIf.question, op: 'eq', value: first } }
      : { ...question, showIf: { question: showIf.question, op, value: values } };
  }
  return { ...question, showIf: { question: showIf.question, op, value: first ?? '' } };
}

function localText(form: Form, path: string): LocalText {
  const en = textOf(form, `${path}.en`);
  return { fr: textOf(form, `${path}.fr`), ...(en !== '' && { en }) };
}

// eslint-disable-next-line no-control-regex -- finding them is the point: PostgreSQL keeps no U+0000, people never mean the others
const CONTROLS = /[\u0000-\u001f\u007f\u2028\u2029\ufffe\uffff]+/g;

function textsOf(form: Form, name: string): string[] {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return (Array.isArray(value) ? value : [value])
    .filter((one): one is string => typeof one === 'string' && one !== '')
    .map((one) =>
      one
        .replace(CONTROLS, ' ')
        .replace(/\p{Surrogate}/gu, '')
        .trim(),
    );
}

function textOf(form: Form, name: string): string {
  return textsOf(form, name).at(-1) ?? '';
}
