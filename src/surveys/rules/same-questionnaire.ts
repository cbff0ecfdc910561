import type { QuestionnaireInput } from './questionnaire.ts';
import { isSame } from './same-value.ts';

/** Whether two questionnaires say the same, whatever the order in which their members were written. */
export function sameQuestionnaire(a: QuestionnaireInput, b: QuestionnaireInput): boolean {
  return isSame([a.name, a.temperature, a.questions], [b.name, b.temperature, b.questions]);
}
