import type { Question } from './questionnaire.ts';

/** Where English is missing, as fields are named: `questions.2.choices.0.text.en`; what has no French either lacks more than that. */
export function untranslatedIn(questions: readonly Question[]): string[] {
  return questions.flatMap(({ text, choices = [], rows = [], labels }, at) => {
    const path = `questions.${at}`;
    const texts = [
      { path: `${path}.text`, text },
      ...choices.map((option, n) => ({ path: `${path}.choices.${n}.text`, text: option.text })),
      ...rows.map((option, n) => ({ path: `${path}.rows.${n}.text`, text: option.text })),
      ...(labels ? [{ path: `${path}.labels.low`, text: labels.low }] : []),
      ...(labels ? [{ path: `${path}.labels.high`, text: labels.high }] : []),
    ];
    return texts.filter((one) => one.text.fr !== '' && !one.text.en).map((one) => `${one.path}.en`);
  });
}
