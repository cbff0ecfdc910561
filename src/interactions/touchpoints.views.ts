import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Touchpoint } from './rules/touchpoint.ts';

const ORDERS = ['sms,email', 'email,sms', 'sms', 'email'];

/** A touchpoint as one reads it aloud. */
export function touchpointRow(
  words: Words,
  language: Language,
  touchpoint: Touchpoint,
  questionnaires: ReadonlyMap<string, string>,
) {
  const { key, name, questionnaire, active, sampling, monthlyTarget } = touchpoint;
  return {
    href: `/touchpoints/${key}`,
    key,
    name: nameOf(language, touchpoint),
    questionnaire: questionnaires.get(questionnaire) ?? questionnaire,
    sentence: sentenceOf(words, language, touchpoint),
    sampling,
    monthlyTarget,
    active,
    french: name.fr,
  };
}

export function nameOf(language: Language, { name }: Pick<Touchpoint, 'name'>): string {
  return language === 'en' ? (name.en ?? name.fr) : name.fr;
}

export function channelOptions(words: Words, language: Language) {
  return ORDERS.map((value) => ({ value, label: channelsText(words, language, value.split(',')) }));
}

function sentenceOf(words: Words, language: Language, touchpoint: Touchpoint): string {
  const { delay, settle, channels, window, reminders, expiresAfter } = touchpoint;
  const say = (word: string, params: Record<string, string | number> = {}) =>
    words.t(language, `interactions.touchpoint.sentence.${word}`, params);
  const length = (duration: string) => format.duration(language, duration);
  const [first, second] = reminders;
  return [
    isNothing(delay) ? say('atOnce') : say('delay', { delay: length(delay) }),
    say('channels', { channels: channelsText(words, language, channels) }),
    say('window', { days: daysText(words, language, window.days), from: window.from, to: window.to }),
    ...(isNothing(settle) ? [] : [say('settle', { settle: length(settle) })]),
    ...(first
      ? [
          second
            ? say('reminders', { first: length(first.after), second: length(second.after) })
            : say('reminder', { after: length(first.after) }),
        ]
      : []),
    say('expires', { after: length(expiresAfter) }),
  ].join(' ');
}

function channelsText(words: Words, language: Language, channels: readonly string[]): string {
  return words.t(language, `interactions.touchpoint.channels.${channels.join('-')}`);
}

/** `lun.–sam.` when the days follow each other, `lun., mer.` otherwise. */
function daysText(words: Words, language: Language, days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b);
  const names = sorted.map((day) => words.t(language, `kit.days.${day}`));
  const row = sorted.every((day, n) => day === (sorted[0] ?? 0) + n);
  return row && names.length > 2 ? `${names[0]}–${names.at(-1)}` : names.join(', ');
}

function isNothing(duration: string): boolean {
  return /^P(T?0[WDHMS])*$/.test(duration);
}
