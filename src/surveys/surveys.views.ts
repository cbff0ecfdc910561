import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { LocalText, Question, QuestionnaireVersion, ShowIf } from './rules/questionnaire.ts';

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

export function questionnaireCard({ key, version, name, temperature, questions }: QuestionnaireVersion) {
  return { href: `/surveys/${key}`, key, version, name, temperature, count: questions.length };
}

/** A question as people read it: its text, what can be answered, and when it is asked. */
export function questionView(
  question: Question,
  index: number,
  all: readonly Question[],
  language: Language,
  words: Words,
) {
  const { key, kind, text, required = false, choices = [], showIf } = question;
  return {
    number: index + 1,
    key,
    kind,
    text: said(text, language),
    translated: text.en !== undefined,
    required,
    choices: choices.map((choice) => ({ key: choice.key, text: said(choice.text, language) })),
    condition: showIf ? conditionOf(showIf, all, language, words) : null,
  };
}

function conditionOf(
  { question, op, value }: ShowIf,
  all: readonly Question[],
  language: Language,
  words: Words,
): string {
  const asked = all.find(({ key }) => key === question);
  const values = (Array.isArray(value) ? value : [value]).map((one) => {
    const choice = asked?.choices?.find(({ key }) => key === one);
    return choice ? said(choice.text, language) : String(one);
  });
  const on = asked ? said(asked.text, language) : question;
  return words.t(language, `surveys.showIf.${op}`, { question: on, value: values.join(', ') });
}

function said(text: LocalText, language: Language): string {
  return text[language] ?? text.fr;
}
