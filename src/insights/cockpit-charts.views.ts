import { display, FEWEST_SHOWN } from '#platform/statistics';
import { mood, scoresOf } from '#platform/values';
import type { Figures } from './cockpit.service.ts';
import { measured } from './cockpit-tiles.views.ts';
import { figureOf, kindOf, sentenceOf, textOf, unit } from './figures.views.ts';
import { heatOf, type Cell } from './rules/heat.ts';
import type { Change } from './rules/change.ts';
import { measure, moodsOf } from './rules/measure.ts';
import { trendOf, type Point } from './rules/trend.ts';
import type { Writer } from './writer.views.ts';

/** The metric along the period, with its interval as a band. */
export function trendChart(figures: Figures, before: string, writer: Writer) {
  const { metric, scores, period } = figures;
  const { measure: now, change } = measured(metric, figures);
  const figure = figureOf(metric, now);
  const kind = kindOf(metric);
  const points = trendOf(metric, scores, period);
  const name = writer.say(`metric.${metric}`);
  const at = (value: number | null | undefined) => (typeof value === 'number' ? unit(metric, value) : null);
  const values = points.map(({ score }) => at(score));
  const write = (value: number | null | undefined) => textOf({ kind }, at(value), writer);
  return {
    ...{ id: 'trend', title: writer.say('trend.title', { metric: name }), bare: true },
    reading:
      `${writer.say('trend.reading', { metric: name, figure: sentenceOf(figure, writer) })} ${changeText(change, before, writer)}`.trim(),
    data: values.some((value) => value !== null)
      ? { type: 'line', kind, x: points.map(({ x }) => x), series: [{ name, values, ...bandOf(points, at) }] }
      : null,
    table: {
      columns: ['when', 'score', 'interval', 'answers'].map((one) => writer.say(`column.${one}`)),
      rows: points.map(({ x, n, score, ci }) => [
        x,
        n > 0 && n < FEWEST_SHOWN ? writer.say('figure.few', { min: FEWEST_SHOWN }) : write(score),
        ci ? `${write(ci[0])} … ${write(ci[1])}` : '–',
        writer.number(n),
      ]),
    },
  };
}

function bandOf(points: readonly Point[], at: (value: number | undefined) => number | null) {
  const low = points.map(({ ci }) => at(ci?.[0]));
  const high = points.map(({ ci }) => at(ci?.[1]));
  return { low, high, n: points.map(({ n }) => n) };
}

/** The change in words, with what it is worth. */
export function changeText({ verdict, points }: Change, before: string, { say }: Writer): string {
  if (points === null) return say('trend.unknown', { before });
  const way = verdict === 'chance' ? '' : points > 0 ? '.up' : '.down';
  return say(`trend.${verdict}${way}`, { before, count: Math.round(Math.abs(points)) });
}

/** How many gave each score. */
export function distributionChart({ metric, scores: rows }: Figures, { say, number, percent }: Writer) {
  const { scale, counts, n } = measure(metric, rows);
  const scores = scoresOf(scale);
  const seen = n >= FEWEST_SHOWN;
  const moods = moodsOf(scale, counts);
  const share = (part: number) => percent(part / n);
  return {
    ...{ id: 'distribution', title: say('distribution.title', { metric: say(`metric.${metric}`) }), bare: true },
    reading: seen
      ? say(`distribution.${metric === 'nps' ? 'nps' : 'reading'}`, {
          happy: share(moods.happy),
          neutral: share(moods.neutral),
          unhappy: share(moods.unhappy),
        })
      : say(n === 0 ? 'figure.none' : 'figure.few', { min: FEWEST_SHOWN }),
    data: seen
      ? {
          type: 'histogram',
          bins: scores.map((score, at) => ({ label: String(score), count: counts[at] ?? 0, mood: mood(scale, score) })),
        }
      : null,
    table: {
      columns: ['score', 'answers', 'share'].map((one) => say(`column.${one}`)),
      rows: seen ? scores.map((score, at) => [String(score), number(counts[at] ?? 0), share(counts[at] ?? 0)]) : [],
    },
  };
}

/** From the question to the customer won back. */
export function funnelChart({ funnel, cases }: Figures, { say, number, percent }: Writer) {
  const steps = (
    [
      ['sent', funnel.sent],
      ['delivered', funnel.delivered],
      ['opened', funnel.opened],
      ['answered', funnel.answered],
      ['called', cases.called],
      ['recovered', cases.recovered],
    ] as const
  ).map(([step, value]) => ({ label: say(`funnel.${step}`), value }));
  const answers = say('funnel.answers', {
    count: funnel.answered,
    share: percent(funnel.answered / (funnel.delivered || 1)),
  });
  const calls = say('funnel.calls', { count: cases.opened, called: cases.called, recovered: cases.recovered });
  return {
    ...{
      id: 'funnel',
      title: say('funnel.title'),
      bare: true,
      data: funnel.sent > 0 ? { type: 'funnel', steps } : null,
    },
    reading: funnel.sent > 0 ? `${answers} ${cases.opened > 0 ? calls : say('funnel.noCase')}` : say('funnel.none'),
    table: {
      columns: [say('column.step'), say('column.number')],
      rows: steps.map(({ label, value }) => [label, number(value)]),
    },
  };
}

/** Rows a screen holds; the sites with most answers are shown. */
const MOST_SITES = 14;
/** Where the colours of unhappy and happy are reached: networks seldom leave these bounds. */
const HEAT_ENDS = { nps: { min: -40, max: 80 }, percent: { min: 0.4, max: 1 } } as const;

/** Sites by month: where it is good, where it is not, and since when. */
export function heatChart({ metric, byMonth, months, places }: Figures, writer: Writer) {
  const { say, place, number, month: monthName } = writer;
  const kind = kindOf(metric);
  const { sites, cells } = heatOf(metric, byMonth, months, MOST_SITES);
  const nameOf = (site: string) => place(places.sites, site) ?? site;
  const write = (score: number) => textOf({ kind }, unit(metric, score), writer);
  const cellAt = (site: string, month: string) => cells.find((cell) => cell.site === site && cell.month === month);
  const tell = ({ site, month, score }: Cell) =>
    say('heat.cell', { site: nameOf(site), month: monthName(`${month}-01`), value: write(score) });
  const [best, ...others] = cells.filter(({ n }) => display(n) !== 'weak').sort((a, b) => b.score - a.score);
  const worst = others.at(-1);
  return {
    ...{ id: 'heat', title: say('heat.title', { metric: say(`metric.${metric}`) }), bare: true, size: 'lg' },
    reading: best && worst ? say('heat.reading', { best: tell(best), worst: tell(worst) }) : say('heat.few'),
    data: cells.length > 0 ? { ...heatData(kind, sites.map(nameOf), months), cells: cells.map(placed) } : null,
    table: {
      columns: [say('column.site'), ...months.map((month) => monthName(`${month}-01`))],
      rows: sites.map((site) => [
        nameOf(site),
        ...months.map((month) => {
          const cell = cellAt(site, month);
          return cell ? `${write(cell.score)} (${number(cell.n)})` : '–';
        }),
      ]),
    },
  };

  function placed({ site, month, score, n }: Cell) {
    return [months.indexOf(month), sites.indexOf(site), unit(metric, score), n];
  }
}

function heatData(kind: 'nps' | 'percent', y: readonly string[], x: readonly string[]) {
  return { type: 'heat', kind, x, y, ...HEAT_ENDS[kind] };
}
