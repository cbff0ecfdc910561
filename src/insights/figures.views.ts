import { FEWEST_SHOWN, type Interval } from '#platform/statistics';
import { type Metric } from './rules/measure.ts';
import type { Change } from './rules/change.ts';
import type { Writer } from './writer.views.ts';

/** A score with what makes it honest, on the units of the kit: NPS in points, everything else a share of 0 to 1. */
export interface Figure {
  readonly kind: 'nps' | 'percent';
  /** Null when nobody answered, or too few to show. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** The fewest that may be shown, where fewer answered. */
  readonly hidden: number | null;
  /** Few enough for a warning. */
  readonly weak: boolean;
}

interface Summed {
  readonly n: number;
  readonly score: number | null;
  readonly ci: Interval | null;
}

export function kindOf(metric: Metric): Figure['kind'] {
  return metric === 'nps' ? 'nps' : 'percent';
}

export function unit(metric: Metric, value: number): number {
  return metric === 'nps' ? value : value / 100;
}

export function figureOf(metric: Metric, { n, score, ci }: Summed): Figure {
  const kind = kindOf(metric);
  const hidden = n > 0 && n < FEWEST_SHOWN ? FEWEST_SHOWN : null;
  const weak = n >= FEWEST_SHOWN && n < 30;
  if (score === null || !ci || hidden) return { kind, value: null, low: null, high: null, n, hidden, weak };
  return { kind, value: unit(metric, score), low: unit(metric, ci[0]), high: unit(metric, ci[1]), n, hidden, weak };
}

/** The figure as text: `+41`, `75 %`; a dash where there is none. */
export function textOf({ kind }: Pick<Figure, 'kind'>, value: number | null, { signed, percent }: Writer): string {
  if (value === null) return '–';
  return kind === 'nps' ? signed(value) : percent(value);
}

/** "+41 (+36 to +46, 812 answers)", or that too few answered. */
export function sentenceOf(figure: Figure, writer: Writer): string {
  const { value, low, high, n } = figure;
  if (value === null) return writer.say(n === 0 ? 'figure.none' : 'figure.few', { min: FEWEST_SHOWN });
  const text = (one: number | null) => textOf(figure, one, writer);
  const sentence = writer.say('figure.sentence', { value: text(value), low: text(low), high: text(high), count: n });
  return figure.weak ? writer.say('figure.weakSentence', { sentence }) : sentence;
}

/** What the kit's `delta` shows of a change; null when there is nothing to compare. */
export function deltaOf({ verdict, points, tone }: Change, before: string, { say }: Writer) {
  if (verdict === 'unknown' || points === null) return null;
  return { value: points, kind: 'points', tone, text: say(`change.${verdict}`, { before }) };
}

/** The name of a figure, with the warning that few answered. */
export function labelOf(name: string, { weak }: Pick<Figure, 'weak'>, { say }: Writer): string {
  return weak ? say('tile.weak', { label: say(name) }) : say(name);
}
