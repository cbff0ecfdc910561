/** A stretch of time: from is within, to is not; null is open. */
export interface Span {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** How a span is read: whole days (UTC, `2026-05-19`) from counters, what is left of a day at either end from the rows. */
export interface Reading {
  readonly days: { readonly from: string | null; readonly to: string | null } | null;
  readonly edges: readonly (readonly [from: Date, to: Date])[];
}

const DAY_MS = 86_400_000;

/** So that an instant is kept to exactly, and a year costs no more than a day: at most two days are read from rows. */
export function readingOf({ from, to }: Span): Reading {
  const first = from && new Date(Math.ceil(from.getTime() / DAY_MS) * DAY_MS);
  const last = to && new Date(Math.floor(to.getTime() / DAY_MS) * DAY_MS);
  if (first && last && first > last) return { days: null, edges: from && to && from < to ? [[from, to]] : [] };
  const edges = [from && first && ([from, first] as const), to && last && ([last, to] as const)];
  return {
    days: first && last && first >= last ? null : { from: first && dateOf(first), to: last && dateOf(last) },
    edges: edges.filter((edge) => edge !== null).filter(([start, end]) => start < end),
  };
}

/**
 * What was asked for by `from` and `to`, each an instant or a date; a date is meant whole, so the last day is counted.
 * Null when it is neither.
 */
export function instantOf(text: string, end: 'from' | 'to'): Date | null {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDate && !/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const at = Date.parse(isDate ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(at) || (isDate && dateOf(new Date(at)) !== text)) return null;
  return new Date(isDate && end === 'to' ? at + DAY_MS : at);
}

/** The date by the clock of UTC. */
export function dateOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Whether the text is an instant to the microsecond, UTC, of a day that exists: where a list was left. */
export function isPosition(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19);
}
