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

/** Browsers send line ends as CR LF. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}
