import type { QuestionnaireInput } from './questionnaire.ts';

/** Whether two questionnaires say the same, whatever the order in which their members were written. */
export function sameQuestionnaire(a: QuestionnaireInput, b: QuestionnaireInput): boolean {
  return ordered(a) === ordered(b);
}

function ordered({ name, temperature, questions }: QuestionnaireInput): string {
  return JSON.stringify([name, temperature, questions], (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
      : value,
  );
}
