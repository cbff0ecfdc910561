import { scopeOfShare, type PressureRule, type Share } from './policy.ts';

/** One rule as typed or as kept: every field is text. */
export type RuleForm = {
  readonly key: string;
  readonly scope: string;
  readonly touchpoint: string;
  readonly windowDays: string;
  readonly cap: string;
  readonly minGapDays: string;
  readonly restAfterAnswerDays: string;
  readonly countReminders: string;
  readonly onExceed: string;
  /** `first-order 1, cold 2`: a touchpoint, or all cold questions, and the places kept for them. */
  readonly reserve: string;
  readonly apart: string;
  /** `named`, `nobody` or `listed`. */
  readonly exceeds: string;
  readonly mayExceed: string;
};

const BLANK: RuleForm = {
  key: '',
  scope: 'all',
  touchpoint: '',
  windowDays: '',
  cap: '',
  minGapDays: '',
  restAfterAnswerDays: '',
  countReminders: '',
  onExceed: 'suppress',
  reserve: '',
  apart: '',
  exceeds: 'named',
  mayExceed: '',
};
const FIELDS = Object.keys(BLANK) as (keyof RuleForm)[];
/** Whoever fills one of these means a rule; the others have a value from the start. */
const TYPED = ['key', 'windowDays', 'cap', 'minGapDays', 'restAfterAnswerDays', 'reserve', 'mayExceed'] as const;
const COLD = 'cold';
const ROOM = 1;
const MOST = 50;

/** The rows of a posted form, `rules.0.key` and so on; a row in which nothing was typed is left out. */
export function typedRules(body: unknown): RuleForm[] {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const rows = Array.from({ length: MOST + ROOM }, (_, n) => {
    const of = (field: string) => fields[`rules.${n}.${field}`];
    return Object.fromEntries(
      FIELDS.map((field) => [field, typeof of(field) === 'string' ? (of(field) as string).trim() : BLANK[field]]),
    ) as RuleForm;
  });
  return rows.filter((row) => TYPED.some((field) => row[field]));
}

/** The policy as a program would send it; what is no number is left as typed, for the schema to refuse. */
export function sentRules(rows: readonly RuleForm[]): { rules: Record<string, unknown>[] } {
  return {
    rules: rows.map(({ key, scope, touchpoint, windowDays, cap, minGapDays, restAfterAnswerDays, ...row }) => ({
      key,
      scope: scope === 'touchpoint' ? `touchpoint:${touchpoint}` : scope,
      windowDays: numberOf(windowDays),
      cap: numberOf(cap),
      ...(minGapDays && { minGapDays: numberOf(minGapDays) }),
      ...(restAfterAnswerDays && { restAfterAnswerDays: numberOf(restAfterAnswerDays) }),
      ...(row.countReminders && { countReminders: true }),
      ...(row.onExceed !== 'suppress' && { onExceed: row.onExceed }),
      ...(row.reserve && { reserve: listOf(row.reserve).map(shareOf) }),
      ...(row.apart && { apart: true }),
      ...(row.exceeds === 'nobody' && { mayExceed: [] }),
      ...(row.exceeds === 'listed' && { mayExceed: listOf(row.mayExceed) }),
    })),
  };
}

export function formOf(rule: PressureRule): RuleForm {
  const { key, scope, windowDays, cap, minGapDays, restAfterAnswerDays, reserve = [], mayExceed } = rule;
  const [kind, of = ''] = scope.split(':');
  return {
    key,
    scope: kind === 'touchpoint' ? 'touchpoint' : scope,
    touchpoint: kind === 'touchpoint' ? of : '',
    windowDays: String(windowDays),
    cap: String(cap),
    minGapDays: minGapDays ? String(minGapDays) : '',
    restAfterAnswerDays: restAfterAnswerDays ? String(restAfterAnswerDays) : '',
    countReminders: rule.countReminders ? 'true' : '',
    onExceed: rule.onExceed ?? 'suppress',
    reserve: reserve.map((share) => `${shareName(share)} ${share.places}`).join(', '),
    apart: rule.apart ? 'true' : '',
    exceeds: mayExceed ? (mayExceed.length > 0 ? 'listed' : 'nobody') : 'named',
    mayExceed: (mayExceed ?? []).join(', '),
  };
}

/** The rows with room for one more. */
export function withRoom(rows: readonly RuleForm[]): RuleForm[] {
  return [...rows, ...Array.from({ length: ROOM }, () => BLANK)];
}

function listOf(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** `cold` is every cold question; anything else a touchpoint. */
function shareOf(text: string): Partial<Record<keyof Share, unknown>> {
  const [name = '', places = ''] = text.split(/[\s:=]+/);
  return { ...(name === COLD ? { scope: COLD } : { touchpoint: name }), places: numberOf(places) };
}

function shareName(share: Share): string {
  return scopeOfShare(share)?.replace(/^touchpoint:/, '') ?? '';
}

function numberOf(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
