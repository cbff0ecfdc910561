import { FEWEST_SHOWN } from '#platform/statistics';

/** The fewest answers of employees that anything is said of: what the programme promised, never under what holds everywhere. */
export function fewestAnswers(minimumGroup: number): number {
  return Math.max(FEWEST_SHOWN, minimumGroup);
}

/**
 * How many answered, as it may be said: null of fewer than the minimum. While more may come, only in steps of the minimum: whoever
 * looks again and again never sees one more answer, and so not whose it is.
 */
export function shownAnswers(answers: number, minimumGroup: number, over: boolean): number | null {
  const fewest = fewestAnswers(minimumGroup);
  if (answers < fewest) return null;
  return over ? answers : answers - (answers % fewest);
}
