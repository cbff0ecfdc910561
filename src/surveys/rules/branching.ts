import type { Answer, Answers, Question, ShowIf } from './questionnaire.ts';

/**
 * The questions to ask, in order, given the answers so far. A branch looks at what was answered to a question that is
 * itself asked: an answer that a correction has hidden opens nothing.
 */
export function shownQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const asked = new Set<string>();
  return questions.filter(({ key, showIf }) => {
    const shown = !showIf || (asked.has(showIf.question) && holds(showIf, answerTo(answers, showIf.question)));
    if (shown) asked.add(key);
    return shown;
  });
}

/** The answer given to a question, or undefined: never what every object inherits. */
export function answerTo(answers: Answers, key: string): Answer | undefined {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

function holds({ op, value }: ShowIf, answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  const given: unknown[] = Array.isArray(answer) ? answer : [answer];
  switch (op) {
    case 'eq':
      return given.includes(value);
    case 'in':
      return Array.isArray(value) && value.some((one) => given.includes(one));
    case 'lte':
      return typeof answer === 'number' && typeof value === 'number' && answer <= value;
    case 'gte':
      return typeof answer === 'number' && typeof value === 'number' && answer >= value;
  }
}
