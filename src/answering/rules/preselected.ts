import { isScale, isScore } from '#platform/values';

interface Asked {
  key: string;
  kind: string;
  rows?: readonly unknown[];
  choices?: readonly { key: string }[];
}

/** What a link chooses beforehand (`?nps=9`): scores and choices that exist; anything else is ignored. */
export function preselected(
  questions: readonly Asked[],
  query: Readonly<Record<string, unknown>>,
): Record<string, number | string> {
  return Object.fromEntries(
    questions.flatMap(({ key, kind, rows, choices = [] }): [string, number | string][] => {
      const value = Object.hasOwn(query, key) ? query[key] : undefined;
      if (typeof value !== 'string' || value === '' || rows) return [];
      if (isScale(kind)) return isScore(kind, Number(value)) ? [[key, Number(value)]] : [];
      return kind === 'choice' && choices.some((choice) => choice.key === value) ? [[key, value]] : [];
    }),
  );
}
