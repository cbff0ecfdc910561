import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Touchpoint } from './rules/touchpoint.ts';
import { nameOf, readingOf } from './touchpoints-sentence.views.ts';

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
    reading: readingOf(words, language, touchpoint, questionnaires),
    sampling,
    monthlyTarget,
    active,
    french: name.fr,
  };
}

/** By key. */
export function namesOf(language: Language, touchpoints: readonly Touchpoint[]): ReadonlyMap<string, string> {
  return new Map(touchpoints.map((touchpoint) => [touchpoint.key, nameOf(language, touchpoint)]));
}

export { nameOf };
