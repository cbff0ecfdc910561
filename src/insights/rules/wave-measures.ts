import { meanIndex } from '#platform/statistics';
import { isScale, isScore, mood, type Scale } from '#platform/values';
import type { Kind } from './estimate.ts';

/** The few fields of a question that matter here. */
export interface Asked {
  readonly key: string;
  readonly kind: string;
  /** Of a grid: what is marked, each on the question's scale; the answer is then a mark by row. */
  readonly rows?: readonly { readonly key: string }[] | undefined;
}

/** Something people gave a mark. */
export interface Item {
  /** The question's key; of a row of a grid, `question.row`. */
  readonly key: string;
  /** What it is called by itself: the question's or the row's key. */
  readonly name: string;
  readonly scale: Scale;
  /** A person's mark; null when they gave none. */
  readonly markOf: (answers: Readonly<Record<string, unknown>>) => number | null;
}

/** Something a wave measures: a scored question, or an index of several. */
export interface WaveMeasure {
  /** The item's key; `three-items`; `servqual.empathy`. */
  readonly key: string;
  readonly kind: Kind;
  /** Null for an index of several questions. */
  readonly scale: Scale | null;
  /** What one person's answers say of it, as `estimate` takes it; null when they do not. */
  readonly of: (answers: Readonly<Record<string, unknown>>) => number | null;
}

/** Questions with these keys make the three-item index: satisfaction, as expected, near the ideal. Source: domain 1.4. */
const THREE_ITEMS = ['satisfaction', 'expectations', 'ideal'] as const;
/** Questions whose key is one of these, alone or followed by `-…`, make that dimension of the quality of service (SERVQUAL). */
const DIMENSIONS = ['reliability', 'responsiveness', 'assurance', 'empathy', 'tangibles'] as const;
const MOST_DRIVERS = 6;

/**
 * What a questionnaire measures: each scored question, then its indices, from 0 to 100 with equal weights.
 * - NPS is a net score; the other scales the share of happy answers.
 * - The three-item index needs all three of a person's marks; a dimension averages those that were given.
 */
export function measuresOf(questions: readonly Asked[]): WaveMeasure[] {
  const items = itemsOf(questions);
  const dimensions = DIMENSIONS.flatMap((dimension) => {
    const its = items.filter(({ name }) => name === dimension || name.startsWith(`${dimension}-`));
    return its.length > 0 ? [indexOf(`servqual.${dimension}`, its, 1)] : [];
  });
  const three = THREE_ITEMS.flatMap((name) => items.find((item) => item.name === name) ?? []);
  return [
    ...items.map(itemMeasure),
    ...(three.length === THREE_ITEMS.length ? [indexOf('three-items', three, three.length)] : []),
    ...dimensions,
  ];
}

/** The overall score, which comes first, and the marks that may explain it, at most six; null when there are fewer than two. */
export function driversOf(questions: readonly Asked[]): { overall: Item; items: Item[] } | null {
  const [overall, ...items] = itemsOf(questions);
  return overall && items.length >= 2 ? { overall, items: items.slice(0, MOST_DRIVERS) } : null;
}

function itemMeasure({ key, scale, markOf }: Item): WaveMeasure {
  const of = (answers: Readonly<Record<string, unknown>>) => {
    const mark = markOf(answers);
    if (mark === null) return null;
    const felt = mood(scale, mark);
    if (scale === 'nps' && felt === 'unhappy') return -1;
    return Number(felt === 'happy');
  };
  return { key, kind: scale === 'nps' ? 'net' : 'share', scale, of };
}

function indexOf(key: string, items: readonly Item[], fewest: number): WaveMeasure {
  const of = (answers: Readonly<Record<string, unknown>>) => {
    const marks = items.flatMap(({ scale, markOf }) => {
      const mark = markOf(answers);
      return mark === null ? [] : [meanIndex(scale, mark)];
    });
    return marks.length >= fewest ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null;
  };
  return { key, kind: 'index', scale: null, of };
}

function itemsOf(questions: readonly Asked[]): Item[] {
  return questions.flatMap(({ key, kind, rows }) => {
    if (!isScale(kind)) return [];
    const given = (mark: unknown) => (isScore(kind, mark) ? mark : null);
    if (!rows) return [{ key, name: key, scale: kind, markOf: (answers) => given(answers[key]) }];
    return rows.map((row) => ({
      ...{ key: `${key}.${row.key}`, name: row.key, scale: kind },
      markOf: (answers: Readonly<Record<string, unknown>>) => given(rowsOf(answers[key])[row.key]),
    }));
  });
}

function rowsOf(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
}
