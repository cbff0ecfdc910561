import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { ProgrammeRow } from './barometer-results.repository.ts';
import { writerOf, type Writer } from './writer.views.ts';

/** Writes of those a barometer asks: where a text speaks of customers, employees have one of their own. */
export function writerFor({ kind }: Pick<ProgrammeRow, 'kind'>, words: Words, language: Language): Writer {
  const writer = writerOf(words, language);
  if (kind === 'customers') return writer;
  return {
    ...writer,
    say: (key, params) => {
      const theirs = key.replace(/^barometer\./, 'barometer.employees.');
      return writer.say(words.has(language, `insights.${theirs}`, params) ? theirs : key, params);
    },
  };
}
