import type { Answers, Question } from './questionnaire.ts';

/** By question key: JSON values, or what a form sends (text, or several texts). */
export type RawAnswers = Readonly<Record<string, unknown>>;

export interface AnswerError {
  path: string;
  code: string;
  message: string;
}

/** Reads what was sent into typed answers; errors name their question. `partial`: required questions may still be open. */
export function readAnswers(
  _questions: readonly Question[],
  _raw: RawAnswers,
  _options: { partial: boolean },
): { answers: Answers } | { errors: AnswerError[] } {
  throw new Error('not yet');
}
