import type { Answers, Question } from './questionnaire.ts';

/** The questions to ask, in order, given the answers so far. */
export function shownQuestions(_questions: readonly Question[], _answers: Answers): Question[] {
  throw new Error('not yet');
}
