import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { PressureRule, Scope } from './rules/policy.ts';

const PLAIN = ['all', 'hot', 'cold', 'channel:sms', 'channel:email'] as const;

/** A rule as people say it: whom it is about, and what it asks in a few short sentences. */
export function ruleView(words: Words, language: Language, rule: PressureRule) {
  const { key, scope, windowDays, cap, minGapDays, restAfterAnswerDays, countReminders, onExceed = 'suppress' } = rule;
  const say = (word: string, params: Record<string, number>) => words.t(language, `pressure.rule.${word}`, params);
  return {
    key,
    scope: scopeText(words, language, scope),
    limits: [
      say('cap', { count: cap, days: windowDays }),
      ...(minGapDays ? [say('gap', { count: minGapDays })] : []),
      ...(restAfterAnswerDays ? [say('rest', { count: restAfterAnswerDays })] : []),
      ...(countReminders ? [say('reminders', {})] : []),
    ],
    exceed: {
      tone: onExceed === 'wait' ? 'soon' : 'quiet',
      icon: onExceed === 'wait' ? 'hourglass' : 'ban',
      label: say(onExceed, {}),
    },
  };
}

function scopeText(words: Words, language: Language, scope: Scope): string {
  const [kind, of] = scope.split(':');
  if (kind === 'touchpoint') return words.t(language, 'pressure.scope.touchpoint', { key: of ?? '' });
  return words.t(language, `pressure.scope.${of ?? kind}`);
}

/** Scopes to choose from; a touchpoint is then named by its key. */
export function scopeOptions(words: Words, language: Language) {
  return [
    ...PLAIN.map((scope) => ({ value: scope as string, label: scopeText(words, language, scope) })),
    { value: 'touchpoint', label: words.t(language, 'pressure.scope.oneTouchpoint') },
  ];
}
