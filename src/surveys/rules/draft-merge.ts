import { isSame } from './same-value.ts';
import type { Question, QuestionnaireInput } from './questionnaire.ts';

/**
 * What two people made of the same questionnaire, put together: each one's changes to what both began from. Where both
 * changed the same words, mine stand; a question that one removed and the other changed stays.
 */
export function mergedDrafts(
  base: QuestionnaireInput,
  mine: QuestionnaireInput,
  theirs: QuestionnaireInput,
): QuestionnaireInput {
  const [before, ours, others] = [base, mine, theirs].map(({ questions }) => byKey(questions)) as [ByKey, ByKey, ByKey];
  const questions = orderOf(base.questions, mine.questions, theirs.questions).flatMap((key) => {
    const merged = mergedValue(before[key], ours[key], others[key]) as Question | undefined;
    return merged ? [merged] : [];
  });
  return {
    name: mergedValue(base.name, mine.name, theirs.name) as string,
    temperature: mergedValue(base.temperature, mine.temperature, theirs.temperature) as 'hot' | 'cold',
    questions,
  };
}

type ByKey = Record<string, Question | undefined>;

function byKey(questions: readonly Question[]): ByKey {
  return Object.fromEntries(questions.map((question) => [question.key, question]));
}

function mergedValue(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(base, mine)) return theirs;
  if (isSame(base, theirs)) return mine;
  if (!isPlain(mine) || !isPlain(theirs)) return mine ?? theirs;
  const from = isPlain(base) ? base : {};
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = mergedValue(from[name], mine[name], theirs[name]);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The order of whoever moved something, mine first; what only the other has comes after what it follows there. */
function orderOf(base: readonly Question[], mine: readonly Question[], theirs: readonly Question[]): string[] {
  const keys = (questions: readonly Question[]) => questions.map(({ key }) => key);
  const known = new Set(keys(base));
  const kept = (questions: readonly Question[], among: readonly Question[]) => {
    const others = new Set(keys(among));
    return keys(questions).filter((key) => known.has(key) && others.has(key));
  };
  const isMoved = !isSame(kept(mine, base), kept(base, mine));
  const [first, second] = isMoved ? [mine, theirs] : [theirs, mine];
  const order = keys(first);
  keys(second).forEach((key, at, all) => {
    if (!order.includes(key)) order.splice(at === 0 ? 0 : order.indexOf(all[at - 1] ?? '') + 1, 0, key);
  });
  return order;
}
