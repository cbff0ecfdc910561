import type { QuestionnaireVersion } from './rules/questionnaire.ts';

/** The questionnaire as the API gives it. */
export function questionnaireOf({
  id,
  key,
  version,
  name,
  temperature,
  questions,
}: QuestionnaireVersion): QuestionnaireVersion {
  return { id, key, version, name, temperature, questions };
}
