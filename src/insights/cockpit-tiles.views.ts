import { shareDifference, wilson, FEWEST_SHOWN } from '#platform/statistics';
import { estimateOf } from './barometer-figures.views.ts';
import type { Headline } from './barometer-results.service.ts';
import type { Figures } from './cockpit.service.ts';
import { deltaOf, figureOf, labelOf } from './figures.views.ts';
import type { FunnelRow } from './metrics.repository.ts';
import { changeOf, verdictOn, type Change } from './rules/change.ts';
import { countsOf, measure, type Measure, type Metric } from './rules/measure.ts';
import { trendOf } from './rules/trend.ts';
import type { Writer } from './writer.views.ts';

export const TILES = ['nps', 'csat', 'ces'] as const satisfies readonly Metric[];

export interface Measured {
  readonly metric: Metric;
  readonly measure: Measure;
  readonly change: Change;
}

/** A metric now, and its change from the period before on the same scale. */
export function measured(metric: Metric, { scores, scoresBefore }: Pick<Figures, 'scores' | 'scoresBefore'>): Measured {
  const now = measure(metric, scores);
  return { metric, measure: now, change: changeOf(now.scale, countsOf(now.scale, scoresBefore), now.counts) };
}

/** The scores people ask for first, each a way into its charts. */
export function tileOf(metric: Metric, figures: Figures, href: string, before: string, writer: Writer) {
  const { measure: now, change } = measured(metric, figures);
  const figure = figureOf(metric, now);
  const { value, low, high, n, kind, hidden } = figure;
  const trend = hidden ? null : trendOf(metric, figures.scores, figures.period).map(({ score }) => score);
  return {
    label: labelOf(`tile.${now.scale}`, figure, writer),
    ...{ kind, value, low, high, n, hidden, href, trend },
    delta: hidden ? null : deltaOf(change, before, writer),
  };
}

/** Who answered of those who were reached; the label names what it is a share of. */
export function rateTile({ funnel, funnelBefore }: Figures, before: string, writer: Writer) {
  const { delivered, answered } = funnel;
  const hidden = delivered > 0 && delivered < FEWEST_SHOWN ? FEWEST_SHOWN : null;
  const shown = delivered > 0 && !hidden;
  const [low, high] = wilson({ x: answered, n: delivered });
  return {
    label: writer.say('tile.rate', { count: delivered }),
    ...{
      kind: 'percent',
      value: shown ? answered / delivered : null,
      low: shown ? low : null,
      high: shown ? high : null,
    },
    ...{ n: answered, hidden, href: null, trend: null },
    delta: hidden ? null : deltaOf(rateChange(funnelBefore, funnel), before, writer),
  };
}

/** What the barometer says of all customers: weighted, and never added to what is heard at touchpoints. */
export function barometerTile({ programme, wave, figure, open }: Headline & { open: boolean }, writer: Writer) {
  const { value, ci, kind, change } = figure;
  const estimate = estimateOf({ kind, value, ci });
  const before = writer.say('tile.waveBefore');
  return {
    label: writer.say('tile.barometer', { name: programme.name, number: wave }),
    ...{ ...estimate, n: figure.n, hidden: null, trend: null },
    href: open ? `/barometers/${programme.key}/results?wave=${wave}` : null,
    delta: deltaOf(verdictOn(change), before, writer),
  };
}

export function rateChange(before: FunnelRow, now: FunnelRow): Change {
  const difference = shareDifference(
    { x: before.answered, n: before.delivered },
    { x: now.answered, n: now.delivered },
  );
  return verdictOn(difference && { ...difference, change: 100 * difference.change });
}
