import { isScale, mood } from '#platform/values';
import { answerTo, shownQuestions } from './branching.ts';
import type { Answers, Question } from './questionnaire.ts';

/**
 * The comment that is asked for once more after the answer, gently: where the first score given is at most what its question
 * says (unhappy ones, where it says nothing) and no comment was written. Null when none is. Source: product 4.4c.
 */
export function commentAsked(questions: readonly Question[], answers: Answers): Question | null {
  const shown = shownQuestions(questions, answers);
  const comment = shown.find(({ kind }) => kind === 'text');
  if (!comment || answerTo(answers, comment.key) !== undefined) return null;
  for (const { key, kind, commentUpTo } of shown) {
    const score = answerTo(answers, key);
    if (!isScale(kind) || typeof score !== 'number') continue;
    const isLow = commentUpTo === undefined ? mood(kind, score) === 'unhappy' : score <= commentUpTo;
    return isLow ? comment : null;
  }
  return null;
}
