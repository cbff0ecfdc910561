import { ORGANISATION_ZONE } from '#platform/http';
import { format, type WordParams, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Place } from './places.repository.ts';

/** Writes for one reader: words, figures and times in their language, places by name. */
export interface Writer {
  readonly language: Language;
  readonly say: (key: string, params?: WordParams) => string;
  /** Of names people may make themselves: the name itself where there is no word for it. */
  readonly sayOr: (key: string, name: string) => string;
  readonly number: (value: number, style?: { digits: number }) => string;
  /** A share of 0 to 1. */
  readonly percent: (value: number) => string;
  /** A score or a change with its sign. */
  readonly signed: (value: number) => string;
  readonly day: (at: Date | string) => string;
  readonly month: (at: Date | string) => string;
  readonly moment: (at: Date | string) => string;
  readonly place: (places: readonly Place[], key: string | null | undefined) => string | null;
}

export function writerOf(words: Words, language: Language): Writer {
  return {
    language,
    say: (key, params) => words.t(language, `insights.${key}`, params),
    sayOr: (key, name) => (words.has(language, `insights.${key}`) ? words.t(language, `insights.${key}`) : name),
    number: (value, style) => format.number(language, value, style),
    percent: (value) => format.percent(language, value),
    signed: (value) => format.signed(language, value, { digits: 0 }),
    day: (at) => format.date(language, at, ORGANISATION_ZONE),
    month: (at) => format.date(language, at, ORGANISATION_ZONE, 'month'),
    moment: (at) => format.dateTime(language, at, ORGANISATION_ZONE, 'short'),
    place: (places, key) => (key ? (places.find((one) => one.key === key)?.name ?? key) : null),
  };
}
