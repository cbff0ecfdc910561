import type { Scale } from '#platform/values';
import type { Answers, Question } from './questionnaire.ts';

/** The response's score: the first question on a scale that was answered; null when none was. */
export function scored(_questions: readonly Question[], _answers: Answers): { metric: Scale; score: number } | null {
  throw new Error('not yet');
}
