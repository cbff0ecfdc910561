import { plainValue } from './letter-blocks.ts';

/** Messages that are no survey and can be written on a screen, in the order a customer may meet them. */
export const LETTER_KINDS = [
  'answering-question',
  'answering-help',
  'answering-thanks',
  'help',
  'opt-out-done',
  'opt-in-done',
  'review-refused',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What each may show. */
export const LETTER_VARIABLES: Readonly<Record<LetterKind, readonly string[]>> = {
  'answering-question': ['question', 'how', 'brand'],
  'answering-help': ['how', 'brand'],
  'answering-thanks': ['brand', 'team', 'by', 'day', 'from', 'to', 'hours', 'rest'],
  help: ['brand'],
  'opt-out-done': ['brand'],
  'opt-in-done': ['brand'],
  'review-refused': ['brand', 'reason', 'note', 'link'],
};

/** What each must show where it is known: without it its reader could not go on, or would not know what was promised. */
export const LETTER_NEEDS: Readonly<Record<LetterKind, readonly string[]>> = {
  'answering-question': ['question'],
  'answering-help': ['how'],
  'answering-thanks': ['day', 'from', 'hours', 'rest'],
  help: [],
  'opt-out-done': [],
  'opt-in-done': [],
  'review-refused': ['reason', 'link'],
};

/** Those that must say how to stop: the law asks it of whatever announces more. */
export const SAYS_STOP: readonly LetterKind[] = ['help', 'opt-in-done'];

export function isLetterKind(kind: string): kind is LetterKind {
  return (LETTER_KINDS as readonly string[]).includes(kind);
}

export type LetterValues = Record<string, string | null>;

/** What a letter shows, from what its sender gave. `word` says a key in the reader's language. */
export function letterValues(kind: LetterKind, view: object, word: (key: string) => string): LetterValues {
  const given = view as Readonly<Record<string, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' ? plainValue(value) : null);
  const slot = (given['slot'] ?? {}) as Readonly<Record<string, unknown>>;
  const how = text(given['how']);
  const reason = text(given['reason']);
  const all: LetterValues = {
    brand: text(given['brand']),
    question: text(given['question']),
    how: how && word(`answering.sms.how.${how}`),
    team: text(given['team']),
    by: text(given['by']),
    day: text(slot['day']),
    from: text(slot['from']),
    to: text(slot['to']),
    hours: text(given['hours']),
    rest: text(given['rest']),
    reason: reason && word(`reviews.reason.${reason}`),
    note: text(given['note']),
    link: text(given['link']),
  };
  return Object.fromEntries(LETTER_VARIABLES[kind].map((name) => [name, all[name] ?? null]));
}
