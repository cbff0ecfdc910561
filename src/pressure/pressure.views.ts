import { check, type FieldError, type FormErrors, type FormFaults } from '#platform/http';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { ChangePolicy } from './pressure.api.controller.ts';
import { faultsOf, scopeOfShare, type PressureRule, type Scope, type Share } from './rules/policy.ts';
import { formOf, sentRules, typedRules, type RuleForm } from './rules/policy-form.ts';

/** Names of touchpoints by key, where they are known. */
export type Names = ReadonlyMap<string, string>;

const NO_NAMES: Names = new Map();

/** A rule as people say it: whom it is about, and what it asks in a few short sentences. */
export function ruleView(words: Words, language: Language, rule: PressureRule, names = NO_NAMES) {
  const { key, scope, windowDays, cap, minGapDays, restAfterAnswerDays, countReminders, onExceed = 'suppress' } = rule;
  const say = (word: string, params: Record<string, string | number> = {}) =>
    words.t(language, `pressure.rule.${word}`, params);
  return {
    key,
    scope: scopeText(words, language, scope, names),
    limits: [
      say('cap', { count: cap, days: windowDays }),
      ...(minGapDays ? [say('gap', { count: minGapDays })] : []),
      ...(restAfterAnswerDays ? [say('rest', { count: restAfterAnswerDays })] : []),
      ...(countReminders ? [say('reminders')] : []),
      ...(rule.reserve ?? []).map((share) => shareText(share, say, names)),
      ...(rule.apart ? [say('apart')] : []),
      ...exceptionsText(rule, say, names),
    ],
    exceed: {
      tone: onExceed === 'wait' ? 'soon' : 'quiet',
      icon: onExceed === 'wait' ? 'hourglass' : 'ban',
      label: say(onExceed),
    },
  };
}

type Say = (word: string, params?: Record<string, string | number>) => string;

function shareText(share: Share, say: Say, names: Names): string {
  const scope = scopeOfShare(share) ?? '';
  if (scope === 'cold') return say('shareCold', { count: share.places });
  const key = scope.slice('touchpoint:'.length);
  return say('share', { count: share.places, touchpoint: names.get(key) ?? key });
}

function exceptionsText({ mayExceed }: PressureRule, say: Say, names: Names): string[] {
  if (!mayExceed) return [];
  if (mayExceed.length === 0) return [say('nobodyExceeds')];
  return [say('exceeds', { names: mayExceed.map((name) => exceptionText(name, say, names)).join(', ') })];
}

/** Who may exceed a rule, as one says it. */
export function exceptionText(name: string, say: Say, names: Names): string {
  const [kind, of = ''] = name.split(':');
  if (kind === 'priority') return say('exception.priority', { priority: of });
  if (kind === 'touchpoint') return say('exception.touchpoint', { touchpoint: names.get(of) ?? of });
  return name === 'after-callback' ? say('exception.afterCallback') : name;
}

export function scopeText(words: Words, language: Language, scope: Scope, names = NO_NAMES): string {
  const [kind, of = ''] = scope.split(':');
  if (kind !== 'touchpoint') return words.t(language, `pressure.scope.${of || kind}`);
  const name = names.get(of);
  if (name === undefined) return words.t(language, 'pressure.scope.touchpoint', { key: of });
  return words.t(language, 'pressure.scope.about', { name });
}

/** The rules as typed, and as meant unless something is wrong with them. */
export function readRules(body: unknown): { rows: RuleForm[]; rules: PressureRule[] | null; errors: FieldError[] } {
  const rows = typedRules(body);
  const checked = check(ChangePolicy, sentRules(rows));
  if ('errors' in checked) return { rows, rules: null, errors: checked.errors };
  const errors = faultsOf(checked.value.rules);
  return { rows, rules: errors.length > 0 ? null : checked.value.rules, errors };
}

export function rowsOf(rules: readonly PressureRule[]): RuleForm[] {
  return rules.map(formOf);
}

/** Each fault at the field of its row; those of kept places and of who may exceed it, at their line. */
export function explainRules(forms: FormErrors, language: Language, errors: readonly FieldError[]): FormFaults {
  const list = errors.map((error) => ({
    name: fieldOf(error.path),
    message: forms.explain(language, [error], 'pressure').list[0]?.message ?? error.message,
  }));
  return { list, of: Object.fromEntries(list.map(({ name, message }) => [name, message])) };
}

function fieldOf(path: string): string {
  return path.split('.').slice(0, 3).join('.');
}
