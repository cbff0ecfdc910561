import { resultsJson } from './barometer-results.json.views.ts';
import type { WaveResults } from './barometer-results.service.ts';

const COLUMNS = [
  ...['kind', 'key', 'population', 'n', 'effective_n', 'response_rate', 'score', 'low', 'high', 'standard_error'],
  ...['compared_with', 'difference', 'difference_low', 'difference_high', 'p', 'measure'],
];

interface Line {
  readonly kind: string;
  readonly key: string;
  readonly population?: number | null;
  readonly n: number | null;
  readonly effectiveN: number | null;
  readonly responseRate?: number | null;
  readonly score: number | null;
  readonly ci: readonly [number, number] | null;
  readonly standardError?: number | null;
  readonly measure?: string | null;
  readonly with?: string;
  readonly difference?: { change: number; ci: readonly [number, number]; p: number } | null;
}

/** A wave's results as a table, for a spreadsheet: what programs read, with the same figures hidden. */
export function resultsCsv(results: WaveResults): string {
  const { figures, trend, groups, measure } = resultsJson(results);
  const before = results.before ? `wave ${results.before.number}` : '';
  const lines: Line[] = [
    ...figures.map((one) => ({ ...one, kind: one.kind, with: before, difference: one.change })),
    ...trend.map((one) => ({ ...one, kind: 'trend', key: `wave ${one.wave}`, measure })),
    ...groups.map((one) => ({ ...one, kind: one.by, measure, with: 'the others', difference: one.fromOthers })),
  ];
  return [COLUMNS, ...lines.map(cellsOf)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cellsOf(line: Line): (string | number | null | undefined)[] {
  const { difference, ci } = line;
  return [
    ...[line.kind, line.key, line.population, line.n, line.effectiveN, line.responseRate, line.score, ci?.[0], ci?.[1]],
    ...[line.standardError, difference ? line.with : null, difference?.change, difference?.ci[0], difference?.ci[1]],
    ...[difference?.p, line.measure],
  ];
}

/** Text that a spreadsheet would take for a formula is marked as text. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Math.round(value * 1e6) / 1e6);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
