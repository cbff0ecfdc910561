import { isScale, type Scale } from '#platform/values';
import { answerTo, shownQuestions } from './branching.ts';
import type { Answers, Question } from './questionnaire.ts';

/** The response's score: the first question on a scale that was asked and answered; null when none was. */
export function scored(questions: readonly Question[], answers: Answers): { metric: Scale; score: number } | null {
  for (const { key, kind } of shownQuestions(questions, answers)) {
    const answer = answerTo(answers, key);
    if (isScale(kind) && typeof answer === 'number') return { metric: kind, score: answer };
  }
  return null;
}
