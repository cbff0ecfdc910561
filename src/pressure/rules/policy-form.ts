import type { PressureRule } from './policy.ts';

const FIELDS = [
  'key',
  'scope',
  'touchpoint',
  'windowDays',
  'cap',
  'minGapDays',
  'restAfterAnswerDays',
  'countReminders',
  'onExceed',
] as const;

/** One rule as typed or as kept: every field is text. */
export type RuleForm = Readonly<Record<(typeof FIELDS)[number], string>>;

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
};
const ROOM = 2;
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
  return rows.filter(({ key, windowDays, cap, minGapDays, restAfterAnswerDays }) =>
    [key, windowDays, cap, minGapDays, restAfterAnswerDays].some(Boolean),
  );
}

/** The policy as a program would send it; what is no number is left as typed, for the schema to refuse. */
export function sentRules(rows: readonly RuleForm[]): { rules: Record<string, unknown>[] } {
  return {
    rules: rows.map(
      ({ key, scope, touchpoint, windowDays, cap, minGapDays, restAfterAnswerDays, countReminders, onExceed }) => ({
        key,
        scope: scope === 'touchpoint' ? `touchpoint:${touchpoint}` : scope,
        windowDays: numberOf(windowDays),
        cap: numberOf(cap),
        ...(minGapDays && { minGapDays: numberOf(minGapDays) }),
        ...(restAfterAnswerDays && { restAfterAnswerDays: numberOf(restAfterAnswerDays) }),
        ...(countReminders && { countReminders: true }),
        ...(onExceed === 'wait' && { onExceed }),
      }),
    ),
  };
}

export function formOf({
  key,
  scope,
  windowDays,
  cap,
  minGapDays,
  restAfterAnswerDays,
  countReminders,
  onExceed,
}: PressureRule): RuleForm {
  const [kind, of = ''] = scope.split(':');
  return {
    key,
    scope: kind === 'touchpoint' ? 'touchpoint' : scope,
    touchpoint: kind === 'touchpoint' ? of : '',
    windowDays: String(windowDays),
    cap: String(cap),
    minGapDays: minGapDays ? String(minGapDays) : '',
    restAfterAnswerDays: restAfterAnswerDays ? String(restAfterAnswerDays) : '',
    countReminders: countReminders ? 'true' : '',
    onExceed: onExceed ?? 'suppress',
  };
}

/** The rows with room for more. */
export function withRoom(rows: readonly RuleForm[]): RuleForm[] {
  return [...rows, ...Array.from({ length: ROOM }, () => BLANK)];
}

function numberOf(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
