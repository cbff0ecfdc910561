import { LANGUAGES, type Language } from '#platform/values';

interface Asked {
  key: string;
  kind: string;
  rows?: readonly { key: string }[];
}

/** A form's body: one text a field, several where a field was there several times. */
export type FormBody = Readonly<Record<string, unknown>>;

const NO = new Set(['', 'false', '0', 'off', 'no', 'non']);

/**
 * The answers of a plain form, for surveys to read. Every question of `asked` (those the page showed) has its say: a box that
 * was not ticked and a text that was emptied take the answer back (null). Of the others only what was sent counts.
 * A grid's rows are `<key>.<row>`. The name to publish under is `<key>.displayName`; `defaultName` stands in for an empty one.
 */
export function readForm(
  questions: readonly Asked[],
  body: FormBody,
  { asked, defaultName }: { asked: ReadonlySet<string>; defaultName: string },
): Record<string, unknown> {
  const named = questions.filter(({ key, rows = [] }) =>
    [key, ...rows.map((row) => `${key}.${row.key}`)].some((name) => asked.has(name) || Object.hasOwn(body, name)),
  );
  return Object.fromEntries(named.map((question) => [question.key, fieldOf(question, body, defaultName)]));
}

function fieldOf({ key, kind, rows }: Asked, body: FormBody, defaultName: string): unknown {
  if (rows) {
    const rated = rows.flatMap((row): [string, string][] => {
      const value = textOf(textField(body[`${key}.${row.key}`]));
      return value ? [[row.key, value]] : [];
    });
    return rated.length > 0 ? Object.fromEntries(rated) : null;
  }
  const values = several(body[key]).filter((value) => value !== '');
  switch (kind) {
    case 'choices':
      return values.length > 0 ? values : null;
    case 'contact':
      return isTicked(values) ? true : null;
    case 'publish':
      return isTicked(values) ? { displayName: textOf(body[`${key}.displayName`]) || defaultName } : null;
    default:
      return textOf(values.at(-1)) || null;
  }
}

function isTicked(values: readonly string[]): boolean {
  const last = values.at(-1);
  return last !== undefined && !NO.has(last.trim().toLowerCase());
}

function several(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

/** The last text of a field; empty when there is none. */
export function textField(value: unknown): string {
  return several(value).at(-1) ?? '';
}

/** The language that a form's button asks to go on in (`in en`); null of any other button. */
export function languageWanted(go: string): Language | null {
  return LANGUAGES.find((language) => go === `in ${language}`) ?? null;
}

export function otherLanguages(language: Language): Language[] {
  return LANGUAGES.filter((other) => other !== language);
}

/** Browsers send line ends as CR LF. What was pasted may hold characters that nobody sees or meant; marks of direction stay. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Surrogate}/gu, '')
    .trim();
}

/**
 * From a page that was opened before the answer last changed (another tab, another device): a text left empty there takes
 * back none that was written elsewhere. Boxes and scores are as this page says: the last word counts.
 */
export function keepingTexts(
  questions: readonly Asked[],
  read: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const texts = new Set(questions.filter(({ kind }) => kind === 'text').map(({ key }) => key));
  return Object.fromEntries(Object.entries(read).filter(([key, value]) => value !== null || !texts.has(key)));
}

const SHORTEST_TYPED = 4;

/** What somebody wrote by hand in a form, to give it back where it cannot be kept. */
export function typedIn(body: FormBody): string[] {
  return Object.entries(body)
    .filter(([name]) => !name.startsWith('_') && !name.endsWith('.displayName'))
    .map(([, value]) => textOf(textField(value)))
    .filter((text) => text.length >= SHORTEST_TYPED && /\s|\p{P}/u.test(text));
}
