import { scopeOfShare, type PressureRule } from './policy.ts';

/** Places kept: for a scope of shares, and how many. */
export type ShareForm = { readonly for: string; readonly places: string };

/** One rule as typed or as kept: every field is text. */
export type RuleForm = {
  readonly key: string;
  readonly scope: string;
  readonly windowDays: string;
  readonly cap: string;
  readonly minGapDays: string;
  readonly restAfterAnswerDays: string;
  readonly countReminders: string;
  readonly onExceed: string;
  readonly apart: string;
  /** `named`, `nobody` or `listed`. */
  readonly exceeds: string;
  readonly shares: readonly ShareForm[];
  /** Who may exceed it, where they are listed: as the rule names them. */
  readonly lets: readonly string[];
};

type Fields = Omit<RuleForm, 'shares' | 'lets'>;

const FIELDS: Fields = {
  key: '',
  scope: 'all',
  windowDays: '',
  cap: '',
  minGapDays: '',
  restAfterAnswerDays: '',
  countReminders: '',
  onExceed: 'suppress',
  apart: '',
  exceeds: 'named',
};
const BLANK: RuleForm = { ...FIELDS, shares: [], lets: [] };
/** Whoever fills one of these means a rule; the others have a value from the start. */
const TYPED = ['key', 'windowDays', 'cap', 'minGapDays', 'restAfterAnswerDays'] as const;
const MOST = 50;
const MOST_LISTED = 20;

/** The rows of a posted form, `rules.0.key`, `rules.0.shares.0.places`, `rules.0.lets.0` and so on; one in which nothing was typed is left out. */
export function typedRules(body: unknown): RuleForm[] {
  return allRows(body).filter(isMeant);
}

/** The rows of a form that is not done: with one row more (`add`), or without the one named (`remove`). */
export function draftRules(body: unknown): RuleForm[] {
  const text = reading(body);
  const removed = text('remove') === '' ? -1 : Number(text('remove'));
  const rows = allRows(body).filter((row, n) => n !== removed && isMeant(row));
  return text('add') === '' || rows.length >= MOST ? rows : [...rows, BLANK];
}

/** The policy as a program would send it; what is no number is left as typed, for the schema to refuse. */
export function sentRules(rows: readonly RuleForm[]): { rules: Record<string, unknown>[] } {
  return {
    rules: rows.map(({ key, scope, windowDays, cap, minGapDays, restAfterAnswerDays, shares, lets, ...row }) => ({
      key,
      scope,
      windowDays: numberOf(windowDays),
      cap: numberOf(cap),
      ...(minGapDays && { minGapDays: numberOf(minGapDays) }),
      ...(restAfterAnswerDays && { restAfterAnswerDays: numberOf(restAfterAnswerDays) }),
      ...(row.countReminders && { countReminders: true }),
      ...(row.onExceed !== 'suppress' && { onExceed: row.onExceed }),
      ...(shares.length > 0 && { reserve: shares.map(sentShare) }),
      ...(row.apart && { apart: true }),
      ...(row.exceeds === 'nobody' && { mayExceed: [] }),
      ...(row.exceeds === 'listed' && { mayExceed: [...lets] }),
    })),
  };
}

export function formOf(rule: PressureRule): RuleForm {
  const { key, scope, windowDays, cap, minGapDays, restAfterAnswerDays, reserve = [], mayExceed } = rule;
  return {
    key,
    scope,
    windowDays: String(windowDays),
    cap: String(cap),
    minGapDays: minGapDays ? String(minGapDays) : '',
    restAfterAnswerDays: restAfterAnswerDays ? String(restAfterAnswerDays) : '',
    countReminders: rule.countReminders ? 'true' : '',
    onExceed: rule.onExceed ?? 'suppress',
    shares: reserve.map((share) => ({ for: scopeOfShare(share) ?? '', places: String(share.places) })),
    apart: rule.apart ? 'true' : '',
    exceeds: mayExceed ? (mayExceed.length > 0 ? 'listed' : 'nobody') : 'named',
    lets: mayExceed ?? [],
  };
}

/** At least one to fill. */
export function withRoom(rows: readonly RuleForm[]): readonly RuleForm[] {
  return rows.length > 0 ? rows : [BLANK];
}

function allRows(body: unknown): RuleForm[] {
  const text = reading(body);
  return Array.from({ length: MOST }, (_, n) => ({
    ...(Object.fromEntries(
      Object.entries(FIELDS).map(([field, usual]) => [field, text(`rules.${n}.${field}`, usual)]),
    ) as Fields),
    shares: listed((m) => ({
      for: text(`rules.${n}.shares.${m}.for`),
      places: text(`rules.${n}.shares.${m}.places`),
    })).filter((share) => share.for !== '' || share.places !== ''),
    lets: listed((m) => text(`rules.${n}.lets.${m}`)).filter((name) => name !== ''),
  }));
}

function isMeant(row: RuleForm): boolean {
  return TYPED.some((field) => row[field] !== '') || row.shares.length > 0 || row.lets.length > 0;
}

/** @returns what was typed under a name; `usual` where the form has no such field. */
function reading(body: unknown): (name: string, usual?: string) => string {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return (name, usual = '') => (typeof fields[name] === 'string' ? fields[name].trim() : usual);
}

function listed<Of>(one: (n: number) => Of): Of[] {
  return Array.from({ length: MOST_LISTED }, (_, n) => one(n));
}

function sentShare({ for: scope, places }: ShareForm): Record<string, unknown> {
  const [kind, touchpoint = ''] = scope.split(':');
  const whom = kind === 'touchpoint' ? { touchpoint } : scope === '' ? {} : { scope };
  return { ...whom, places: numberOf(places) };
}

function numberOf(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
