interface Asked {
  key: string;
  kind: string;
}

/** A form's body: one text a field, several where a field was there several times. */
export type FormBody = Readonly<Record<string, unknown>>;

const NO = new Set(['', 'false', '0', 'off', 'no', 'non']);

/**
 * The answers of a plain form, for surveys to read. Every question of `asked` (those the page showed) has its say: a box that
 * was not ticked and a text that was emptied take the answer back (null). Of the others only what was sent counts.
 * The name to publish under is `<key>.displayName`; `defaultName` stands in for an empty one.
 */
export function readForm(
  questions: readonly Asked[],
  body: FormBody,
  { asked, defaultName }: { asked: ReadonlySet<string>; defaultName: string },
): Record<string, unknown> {
  const named = questions.filter(({ key }) => asked.has(key) || Object.hasOwn(body, key));
  return Object.fromEntries(named.map((question) => [question.key, fieldOf(question, body, defaultName)]));
}

function fieldOf({ key, kind }: Asked, body: FormBody, defaultName: string): unknown {
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
