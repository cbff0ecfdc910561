import { pagesOf } from './pages.ts';
import type { Fault } from './questionnaire-faults.ts';
import type { Question } from './questionnaire.ts';

/** A page in the language in which it is heaviest; pages count from 1. */
export interface PageWeight {
  readonly page: number;
  readonly bytes: number;
}

/** What a server may send before it waits for the first acknowledgement: ten segments. Source: RFC 6928, product 4.2. */
export const ONE_ROUND_TRIP = 14_336;

/** Every page there can be, whatever is answered. */
export function everyPage(questions: readonly Question[]): Question[][] {
  return pagesOf(questions, () => true);
}

/** Pages that an old phone would wait for, each told at its first question. */
export function weightFaults(questions: readonly Question[], weights: readonly PageWeight[]): Fault[] {
  const pages = everyPage(questions);
  return weights.flatMap(({ page, bytes }) => {
    if (bytes <= ONE_ROUND_TRIP) return [];
    const first = pages[page - 1]?.[0];
    const at = questions.findIndex(({ key }) => key === first?.key);
    const message = `stands on page ${page}, which weighs ${bytes} bytes; a page has ${ONE_ROUND_TRIP} at most`;
    return [{ path: at < 0 ? 'questions' : `questions.${at}`, code: 'too-heavy', message }];
  });
}
