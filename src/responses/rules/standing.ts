import type { Scale } from '#platform/values';

type Answers = Readonly<Record<string, unknown>>;

interface Asked {
  key: string;
  kind: string;
}

/** What is kept beside the answers, to find and count them by. */
export interface Standing {
  metric: Scale | null;
  score: number | null;
  comment: string | null;
}

/** `score` as surveys read it; the comment is the first text that was answered, in the order of the questionnaire. */
export function standing(
  questions: readonly Asked[],
  answers: Answers,
  score: { metric: Scale; score: number } | null,
): Standing {
  const texts = questions.filter(({ kind }) => kind === 'text').map(({ key }) => answers[key]);
  const comment = texts.find((text): text is string => typeof text === 'string' && text.trim() !== '') ?? null;
  return { metric: score?.metric ?? null, score: score?.score ?? null, comment };
}

/** Whether two sets of answers say the same, whatever the order they were given in. */
export function sameAnswers(one: Answers, other: Answers): boolean {
  return inOrder(one) === inOrder(other);
}

/**
 * What is left of an erased person's answers: what was ticked, nothing that was written, no wish to be called or published.
 * Source: domain reference 6, erasure that keeps statistics.
 */
export function withoutPerson(questions: readonly Asked[], answers: Answers): Record<string, unknown> {
  const personal = new Set(
    questions.filter(({ kind }) => ['text', 'contact', 'publish'].includes(kind)).map(({ key }) => key),
  );
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !personal.has(key)));
}

/**
 * What stands when only these submissions count, oldest first: each put over those before it, null taking an answer back.
 * One kept without what came (`sent`) stands for itself.
 */
export function toldAgain(submissions: readonly { sent: Answers | null; answers: Answers }[]): Record<string, unknown> {
  const merged = submissions.reduce<Answers>(
    (before, { sent, answers }) => (sent ? { ...before, ...sent } : answers),
    {},
  );
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined));
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
