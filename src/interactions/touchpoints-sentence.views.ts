import type { FormFaults } from '#platform/http';
import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { conditionText } from './conditions.views.ts';
import type { LengthForm, TouchpointForm } from './rules/touchpoint-form.ts';
import { SETTLE_ON, type Touchpoint } from './rules/touchpoint.ts';
import { sentenceOf, type Option } from './sentence.views.ts';

const TOUCHPOINT = 'interactions.touchpoint';
const ORDERS = ['sms,email', 'email,sms', 'sms', 'email'];
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The whole of a touchpoint as one reads it aloud: what it does, then what more there is to say. */
export function readingOf(
  words: Words,
  language: Language,
  touchpoint: Touchpoint,
  questionnaires: ReadonlyMap<string, string>,
): { lead: string; rest: string[] } {
  const { delay, channels, window, questionnaire } = touchpoint;
  const say = (word: string, params: Record<string, string | number> = {}) =>
    words.t(language, `${TOUCHPOINT}.reads.${word}`, params);
  const lead = say('lead', {
    when: isNothing(delay) ? say('atOnce') : say('after', { delay: format.duration(language, delay) }),
    event: nameOf(language, touchpoint),
    hours: say('hours', { from: hourText(language, window.from), to: hourText(language, window.to) }),
    days: daysText(words, language, window.days),
    questionnaire: questionnaires.get(questionnaire) ?? questionnaire,
    channels: words.t(language, `${TOUCHPOINT}.channels.${channels.join('-')}`),
  });
  return { lead, rest: [...whom(words, language, touchpoint, say), ...timing(language, touchpoint, say)] };
}

export function nameOf(language: Language, { name }: Pick<Touchpoint, 'name'>): string {
  return language === 'en' ? (name.en ?? name.fr) : name.fr;
}

type Say = (word: string, params?: Record<string, string | number>) => string;

function whom(words: Words, language: Language, touchpoint: Touchpoint, say: Say): string[] {
  const { conditions, sampling, excludedSegments, monthlyTarget, active } = touchpoint;
  const said = conditions.map((condition) => conditionText(words, language, condition));
  return [
    ...(active ? [] : [say('paused')]),
    ...(said.length > 0 ? [say('conditions', { conditions: listed(say, said) })] : []),
    ...(sampling < 1 ? [say('sampling', { share: format.percent(language, sampling, { digits: 2 }) })] : []),
    ...(excludedSegments.length > 0 ? [say('segments', { segments: listed(say, excludedSegments) })] : []),
    ...(monthlyTarget === null ? [] : [say('target', { count: monthlyTarget })]),
  ];
}

function timing(language: Language, touchpoint: Touchpoint, say: Say): string[] {
  const { settle, settleOn, maxAge, reminders, expiresAfter, priority } = touchpoint;
  const length = (duration: string) => format.duration(language, duration);
  const [first, second] = reminders;
  const reminder = second ? 'reminders' : 'reminder';
  return [
    ...(isNothing(settle) ? [] : [say('settle', { settle: length(settle), on: say(`settleOn.${settleOn}`) })]),
    say('maxAge', { maxAge: length(maxAge) }),
    ...(first ? [say(reminder, { first: length(first.after), ...(second && { second: length(second.after) }) })] : []),
    say('expires', { after: length(expiresAfter) }),
    say('priority', { priority }),
  ];
}

/** "not on Sundays" when few days are left out, "on Mondays and Fridays only" when few are kept. */
function daysText(words: Words, language: Language, days: readonly number[]): string {
  const say: Say = (word, params = {}) => words.t(language, `${TOUCHPOINT}.reads.${word}`, params);
  const names = (some: readonly number[]) => some.map((day) => words.t(language, `${TOUCHPOINT}.day.${day}`));
  const left = WEEK.filter((day) => !days.includes(day));
  if (left.length === 0) return say('everyDay');
  if (left.length > 2) return say('only', { days: listed(say, names(WEEK.filter((day) => days.includes(day)))) });
  const [first = '', second] = names(left);
  return second === undefined ? say('except', { day: first }) : say('exceptTwo', { first, second });
}

function hourText(language: Language, time: string): string {
  const [hour = '', minutes = ''] = time.split(':');
  if (language === 'en') return `${Number(hour)}:${minutes}`;
  return minutes === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minutes}`;
}

function listed(say: Say, items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : say('and', { some: items.slice(0, -1).join(', '), last });
}

function isNothing(duration: string): boolean {
  return /^P(T?0[WDHMS])*$/.test(duration);
}

/** The sentences of the form: text, and fields that stand in it where the reader's language has them. */
export function sentencesView(
  words: Words,
  language: Language,
  form: TouchpointForm,
  { questionnaires, faults }: { readonly questionnaires: readonly Option[]; readonly faults: FormFaults['of'] },
) {
  const fields = fieldsOf(words, language, form, questionnaires);
  const sentence = (word: string) =>
    sentenceOf((marks) => words.t(language, `${TOUCHPOINT}.edit.${word}`, marks), fields, faults);
  return {
    lead: sentence('lead'),
    whom: [sentence('sampling'), sentence('segments'), sentence('target')],
    which: [sentence('settle'), sentence('maxAge')],
    then: [sentence('reminder1'), sentence('reminder2'), sentence('expires')],
    priority: sentence('priority'),
  };
}

function settleOptions(words: Words, language: Language): Option[] {
  return SETTLE_ON.map((value) => ({ value, label: words.t(language, `${TOUCHPOINT}.reads.settleOn.${value}`) }));
}

function fieldsOf(words: Words, language: Language, form: TouchpointForm, questionnaires: readonly Option[]) {
  const say = (word: string) => words.t(language, `${TOUCHPOINT}.${word}`);
  const label = (name: string) => say(`label.${name}`);
  const of = (name: string, kind: string, more: object = {}) =>
    [
      name,
      { kind, name, fault: name, label: label(name), value: form[name as keyof TouchpointForm], ...more },
    ] as const;
  const length = (name: 'delay' | 'settle' | 'maxAge' | 'expiresAfter' | 'reminder1' | 'reminder2') =>
    of(name, 'length', { value: form[name] satisfies LengthForm });
  const name = language === 'en' ? 'nameEn' : 'nameFr';
  const orders = ORDERS.map((value) => ({
    value,
    label: words.t(language, `${TOUCHPOINT}.channels.${value.replace(',', '-')}`),
  }));
  return new Map([
    length('delay'),
    ['event', of(name, 'text', { most: 80, required: name === 'nameFr', placeholder: say('event') })[1]],
    ['from', { ...of('from', 'time')[1], name: 'window.from', fault: 'window' }],
    ['to', { ...of('to', 'time')[1], name: 'window.to', fault: 'window' }],
    ['days', { ...of('days', 'days')[1], name: 'window.days', fault: 'window' }],
    of('questionnaire', 'select', { options: questionnaires, any: say('choose') }),
    of('settleOn', 'select', { options: settleOptions(words, language), any: null }),
    of('channels', 'select', { options: orders, any: null }),
    of('sampling', 'text', { most: 6, required: false, placeholder: null }),
    of('excludedSegments', 'text', { most: 500, required: false, placeholder: say('none') }),
    of('monthlyTarget', 'number', { min: 1, max: 1_000_000, placeholder: '∞' }),
    of('priority', 'number', { min: 1, max: 9, placeholder: null }),
    ...(['settle', 'maxAge', 'expiresAfter', 'reminder1', 'reminder2'] as const).map(length),
  ]);
}
