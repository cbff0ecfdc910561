import { FEWEST_SHOWN, FEWEST_TOLD_APART } from '#platform/statistics';
import type { Figures } from './cockpit.service.ts';
import { deltaOf, figureOf, kindOf, textOf, unit } from './figures.views.ts';
import type { ScoreRow } from './metrics.repository.ts';
import { changeOf } from './rules/change.ts';
import { grouped } from './rules/grouped.ts';
import { blackSpotOf, mainMetric, type BlackSpot, type Step } from './rules/journey.ts';
import { countsOf, measure, type Measure, type Metric } from './rules/measure.ts';
import { rankingOf, type Ranked } from './rules/ranking.ts';
import { trendOf } from './rules/trend.ts';
import type { Writer } from './writer.views.ts';

/** The touchpoints in the order of the customer's life; where people are unhappy stands out. */
export function journeyView(figures: Figures, before: string, verbatims: string, writer: Writer) {
  const { scores, openCases, places } = figures;
  const measured = places.touchpoints.map((place) => ({ place, ...measuredAt(place.key, figures) }));
  const steps = measured.map(({ place, rows, now, then, metric }) => {
    const others = measured.filter((other) => other.place !== place).map(stepOf);
    const cases = openCases.find(({ touchpoint }) => touchpoint === place.key);
    return {
      name: place.name,
      href: `${verbatims}${verbatims.includes('?') ? '&' : '?'}touchpoint=${encodeURIComponent(place.key)}`,
      black: blackSpotOf(stepOf({ now, then }), others),
      open: cases?.open ?? 0,
      late: cases?.late ?? 0,
      figure: metric ? tileAt(metric, { rows, now, then }, figures, before, writer) : untold(writer),
    };
  });
  return { steps, reading: scores.length > 0 ? journeyReading(steps, writer) : writer.say('journey.none') };
}

interface Measured {
  readonly now: Measure;
  /** Counts of the period before, on the same scale. */
  readonly then: readonly number[];
}

/** A touchpoint's own metric, now and before. */
function measuredAt(key: string, { scores, scoresBefore }: Figures) {
  const rows = scores.filter((row) => row.key.touchpoint === key);
  const metric = mainMetric(rows);
  const now = measure(metric ?? 'csat', metric ? rows : []);
  return {
    rows,
    metric,
    now,
    then: countsOf(
      now.scale,
      scoresBefore.filter((row) => row.key.touchpoint === key),
    ),
  };
}

function stepOf({ now, then }: Measured): Step {
  return { scale: now.scale, counts: now.counts, before: then };
}

function tileAt(
  metric: Metric,
  { rows, now, then }: Measured & { readonly rows: readonly ScoreRow[] },
  { period }: Figures,
  before: string,
  writer: Writer,
) {
  const figure = figureOf(metric, now);
  const trend = trendOf(metric, rows, period).map(({ score }) => score);
  const delta = deltaOf(changeOf(now.scale, then, now.counts), before, writer);
  const label = writer.say(`tile.${now.scale}`);
  return { label, ...figure, trend: figure.hidden ? null : trend, delta: figure.hidden ? null : delta };
}

function untold(writer: Writer) {
  return { label: writer.say('journey.noAnswer'), ...figureOf('csat', measure('csat', [])), trend: null, delta: null };
}

function journeyReading(steps: readonly { name: string; black: BlackSpot | null }[], { say }: Writer): string {
  const reasons = ['more-unhappy', 'unhappier', 'declining'] as const;
  const told = reasons.flatMap((reason) => {
    const names = steps.filter(({ black }) => black === reason).map(({ name }) => name);
    return names.length > 0 ? [say(`journey.black.${reason}`, { names: names.join(', ') })] : [];
  });
  return told.length > 0 ? told.join(' ') : say('journey.even');
}

/** Sites by their shrunken score, with the weak marked and the hidden named. */
export function sitesView(
  { metric, bySite, places, site: chosen }: Figures,
  hrefOf: (site: string) => string,
  writer: Writer,
) {
  const { scale, counts } = measure(metric, bySite);
  const sites = [
    ...grouped(
      bySite.filter(({ key }) => key.site),
      ({ key }) => key.site ?? '',
    ),
  ];
  const ranked = rankingOf(
    scale,
    sites.map(([key, rows]) => ({ key, counts: countsOf(scale, rows) })),
  );
  const network = measure(metric, bySite).score;
  const nameOf = (key: string) => writer.place(places.sites, key) ?? key;
  return {
    kind: kindOf(metric),
    fewest: FEWEST_SHOWN,
    network: network === null ? null : unit(metric, network),
    min: metric === 'nps' ? -100 : 0,
    max: metric === 'nps' ? 100 : 1,
    rows: ranked.map((one) => ({
      ...{ rank: one.rank, name: nameOf(one.key), href: hrefOf(one.key), chosen: one.key === chosen },
      ...{ display: one.display, standing: one.standing, n: one.n },
      shrunk: one.shrunk === null ? null : unit(metric, one.shrunk),
      figure: one.display === 'hidden' ? null : figureOf(metric, measure(metric, rowsOf(sites, one.key))),
    })),
    reading: counts.length > 0 ? sitesReading(ranked, nameOf, network, metric, writer) : '',
  };
}

function rowsOf(sites: readonly [string, ScoreRow[]][], key: string): ScoreRow[] {
  return sites.find(([site]) => site === key)?.[1] ?? [];
}

function sitesReading(
  ranked: readonly Ranked[],
  nameOf: (key: string) => string,
  network: number | null,
  metric: Metric,
  writer: Writer,
): string {
  const named = (standing: 'above' | 'below') =>
    ranked.filter((one) => one.standing === standing).map(({ key }) => nameOf(key));
  const [above, below] = [named('above'), named('below')];
  const value = textOf({ kind: kindOf(metric) }, network === null ? null : unit(metric, network), writer);
  if (above.length + below.length === 0) {
    const least = FEWEST_TOLD_APART;
    return writer.say(ranked.some(({ n }) => n >= least) ? 'sites.alike' : 'sites.tooFew', { value, least });
  }
  return [
    above.length > 0 ? writer.say('sites.above', { count: above.length, names: listOf(above), value }) : null,
    below.length > 0 ? writer.say('sites.below', { count: below.length, names: listOf(below), value }) : null,
    writer.say('sites.others'),
  ]
    .filter(Boolean)
    .join(' ');
}

const MOST_NAMED = 3;

function listOf(names: readonly string[]): string {
  return names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')}…` : names.join(', ');
}
