import { check, type FieldError, type FormErrors, type FormFaults } from '#platform/http';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { ChangePolicy } from './pressure.api.controller.ts';
import { faultsOf, scopeOfShare, type PressureRule, type Scope, type Share } from './rules/policy.ts';
import { formOf, sentRules, typedRules, withRoom, type RuleForm } from './rules/policy-form.ts';

const PLAIN = ['all', 'hot', 'cold', 'channel:sms', 'channel:email'] as const;

/** A rule as people say it: whom it is about, and what it asks in a few short sentences. */
export function ruleView(words: Words, language: Language, rule: PressureRule) {
  const { key, scope, windowDays, cap, minGapDays, restAfterAnswerDays, countReminders, onExceed = 'suppress' } = rule;
  const say = (word: string, params: Record<string, string | number> = {}) =>
    words.t(language, `pressure.rule.${word}`, params);
  return {
    key,
    scope: scopeText(words, language, scope),
    limits: [
      say('cap', { count: cap, days: windowDays }),
      ...(minGapDays ? [say('gap', { count: minGapDays })] : []),
      ...(restAfterAnswerDays ? [say('rest', { count: restAfterAnswerDays })] : []),
      ...(countReminders ? [say('reminders')] : []),
      ...(rule.reserve ?? []).map((share) => shareText(share, say)),
      ...(rule.apart ? [say('apart')] : []),
      ...exceptionsText(rule, say),
    ],
    exceed: {
      tone: onExceed === 'wait' ? 'soon' : 'quiet',
      icon: onExceed === 'wait' ? 'hourglass' : 'ban',
      label: say(onExceed),
    },
  };
}

function shareText(share: Share, say: (word: string, params?: Record<string, string | number>) => string): string {
  const scope = scopeOfShare(share) ?? '';
  if (scope === 'cold') return say('shareCold', { count: share.places });
  return say('share', { count: share.places, touchpoint: scope.slice('touchpoint:'.length) });
}

function exceptionsText(
  { mayExceed }: PressureRule,
  say: (word: string, params?: Record<string, string | number>) => string,
): string[] {
  if (!mayExceed) return [];
  if (mayExceed.length === 0) return [say('nobodyExceeds')];
  return [say('exceeds', { names: mayExceed.map((name) => exceptionText(name, say)).join(', ') })];
}

function exceptionText(name: string, say: (word: string, params?: Record<string, string | number>) => string): string {
  const [kind, of = ''] = name.split(':');
  if (kind === 'priority') return say('exception.priority', { priority: of });
  if (kind === 'touchpoint') return say('exception.touchpoint', { touchpoint: of });
  return name === 'after-callback' ? say('exception.afterCallback') : name;
}

function scopeText(words: Words, language: Language, scope: Scope): string {
  const [kind, of] = scope.split(':');
  if (kind === 'touchpoint') return words.t(language, 'pressure.scope.touchpoint', { key: of ?? '' });
  return words.t(language, `pressure.scope.${of ?? kind}`);
}

/** The rules to be edited: one group of fields a rule, and an empty one at the end. */
export function rulesForm(words: Words, language: Language, rows: readonly RuleForm[], faults: FormFaults) {
  const say = (word: string) => words.t(language, `pressure.${word}`);
  const options = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: say(`${group}.${value}`) }));
  return {
    rows: withRoom(rows).map((row, n) => ({
      number: n + 1,
      title: row.key ? `${words.t(language, 'pressure.ruleNumber', { number: n + 1 })} · ${row.key}` : say('newRule'),
      row,
      names: Object.fromEntries(Object.keys(row).map((field) => [field, `rules.${n}.${field}`])),
      errors: Object.fromEntries(Object.keys(row).map((field) => [field, faults.of[`rules.${n}.${field}`] ?? null])),
      more: Boolean(row.minGapDays || row.restAfterAnswerDays || row.reserve || row.apart || row.exceeds !== 'named'),
    })),
    scopes: [
      ...PLAIN.map((scope) => ({ value: scope as string, label: scopeText(words, language, scope) })),
      { value: 'touchpoint', label: say('scope.oneTouchpoint') },
    ],
    exceeds: options('rule', ['suppress', 'wait']),
    letting: options('letting', ['named', 'nobody', 'listed']),
    faults,
  };
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

/** Each fault at the field of its row. Several values are typed into one field: a fault of the second is told at the field. */
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
