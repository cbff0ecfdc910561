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
  /** Of a row of a grid: the key of its question; null of a question asked by itself. */
  readonly grid: string | null;
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
const THREE_ITEMS: readonly (readonly string[])[] = [['satisfaction', 'overall'], ['expectations'], ['ideal']];
/**
 * Questions whose key is one of these, alone or followed by `-…`, make that dimension of the quality of service (SERVQUAL); so do
 * all the rows of a grid of that key.
 */
const DIMENSIONS = ['reliability', 'responsiveness', 'assurance', 'empathy', 'tangibles'] as const;
const MOST_DRIVERS = 6;

/**
 * What a questionnaire measures: its overall score, each other scored question, then its indices, from 0 to 100 with equal weights.
 * - NPS is a net score; the other scales the share of happy answers.
 * - The three-item index needs all three of a person's marks; a dimension averages those that were given.
 */
export function measuresOf(questions: readonly Asked[]): WaveMeasure[] {
  const items = itemsOf(questions);
  const dimensions = DIMENSIONS.flatMap((dimension) => {
    const its = items.filter((item) => isOf(item, dimension));
    return its.length > 0 ? [indexOf(`servqual.${dimension}`, its, 1)] : [];
  });
  const three = THREE_ITEMS.flatMap((names) => items.find(({ name }) => names.includes(name)) ?? []);
  return [
    ...items.map(itemMeasure),
    ...(three.length === THREE_ITEMS.length ? [indexOf('three-items', three, three.length)] : []),
    ...dimensions,
  ];
}

/** The same measure among those of another wave: asked under the same name, on the same scale; undefined where it was not. */
export function sameMeasure(
  measures: readonly WaveMeasure[],
  { key, kind, scale }: WaveMeasure,
): WaveMeasure | undefined {
  return measures.find((one) => one.key === key && one.kind === kind && one.scale === scale);
}

/**
 * The overall score and the marks that may explain it, at most six; null when there are fewer than two. The rows of a grid that is a
 * dimension of service explain it together: apart, they say too nearly the same.
 */
export function driversOf(questions: readonly Asked[]): { overall: Item; items: Item[] } | null {
  const [overall, ...items] = itemsOf(questions);
  const dimensions = DIMENSIONS.flatMap((dimension) => {
    const rows = items.filter(({ grid }) => grid === dimension);
    return rows.length > 0 ? [together(dimension, rows)] : [];
  });
  const apart = items.filter(({ grid }) => !dimensions.some(({ name }) => name === grid));
  const marks = [...dimensions, ...apart];
  return overall && marks.length >= 2 ? { overall, items: marks.slice(0, MOST_DRIVERS) } : null;
}

function isOf({ name, grid }: Item, dimension: string): boolean {
  return name === dimension || name.startsWith(`${dimension}-`) || grid === dimension;
}

/** The mean of a person's marks on the rows of one grid. */
function together(dimension: string, rows: readonly Item[]): Item {
  const markOf: Item['markOf'] = (answers) => {
    const marks = rows.flatMap((row) => row.markOf(answers) ?? []);
    return marks.length > 0 ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null;
  };
  return { key: `servqual.${dimension}`, name: dimension, grid: null, scale: rows[0]?.scale ?? 'rating', markOf };
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

/** The overall score comes first: the first that is asked by itself; the rest as they are asked. */
function itemsOf(questions: readonly Asked[]): Item[] {
  const items = questions.flatMap(({ key, kind, rows }): Item[] => {
    if (!isScale(kind)) return [];
    const given = (mark: unknown) => (isScore(kind, mark) ? mark : null);
    if (!rows) return [{ key, name: key, grid: null, scale: kind, markOf: (answers) => given(answers[key]) }];
    return rows.map((row) => ({
      ...{ key: `${key}.${row.key}`, name: row.key, grid: key, scale: kind },
      markOf: (answers) => given(rowsOf(answers[key])[row.key]),
    }));
  });
  const overall = items.find(({ grid }) => grid === null);
  return overall ? [overall, ...items.filter((item) => item !== overall)] : items;
}

function rowsOf(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
}
