import type { WaveResults } from './barometer-results.service.ts';
import { intervalText, kindOf, textOf, unit } from './barometer-figures.views.ts';
import { changeText } from './cockpit-charts.views.ts';
import { verdictOn } from './rules/change.ts';
import type { Driver } from './rules/drivers.ts';
import type { Writer } from './writer.views.ts';

/** The chosen measure, wave after wave, with its interval as a band. */
export function trendChart({ trend, reading, before, measure }: WaveResults, name: string, writer: Writer) {
  const { say, number, month } = writer;
  const now = reading.figures.find(({ key }) => key === measure?.key);
  const kind = measure?.kind ?? 'net';
  const at = (value: number | undefined) => (value === undefined ? null : unit(kind, value));
  const known = trend.filter(({ figure }) => figure !== null);
  const change = now && before ? changeText(verdictOn(now.change), waveName(before.number, writer), writer) : '';
  return {
    ...{ id: 'wave-trend', title: say('barometer.trend.title'), bare: true },
    reading: now
      ? `${say('barometer.trend.reading', { name: kind === 'net' ? 'NPS' : name, figure: intervalText(now, writer) })} ${change || say('barometer.trend.first')}`
      : say('barometer.few'),
    data:
      known.length > 1
        ? {
            ...{ type: 'line', kind: kindOf(kind), x: trend.map(({ wave }) => wave.opensAt.toISOString().slice(0, 7)) },
            series: [
              {
                ...{ name, values: trend.map(({ figure }) => at(figure?.value)) },
                ...{
                  low: trend.map(({ figure }) => at(figure?.ci[0])),
                  high: trend.map(({ figure }) => at(figure?.ci[1])),
                },
                n: trend.map(({ figure }) => figure?.n ?? null),
              },
            ],
          }
        : null,
    table: {
      columns: ['wave', 'score', 'interval', 'answers'].map((one) => say(`barometer.column.${one}`)),
      rows: trend.map(({ wave, figure }) => [
        say('barometer.waveLabel', { number: wave.number, month: month(wave.opensAt) }),
        figure ? textOf(figure.kind, figure.value, writer) : '–',
        figure ? figure.ci.map((one) => textOf(figure.kind, one, writer)).join(' … ') : '–',
        figure ? number(figure.n) : '–',
      ]),
    },
  };
}

/** What goes with a good overall score: each item's share of what is explained. */
export function driversChart(
  { reading, items, measures }: WaveResults,
  nameOf: (key: string) => string,
  writer: Writer,
) {
  const { say, percent } = writer;
  const chart = { id: 'drivers', title: say('barometer.drivers.title'), bare: true };
  const columns = ['item', 'share', 'interval', 'effect', 'mean'].map((one) => say(`barometer.column.${one}`));
  if (!reading.drivers) {
    const why = say(`barometer.drivers.${items.length < 2 ? 'noItems' : 'none'}`);
    return { ...chart, reading: why, data: null, table: { columns, rows: [] } };
  }
  const found = reading.drivers.items
    .map((item, at) => ({ ...item, name: nameOf(items[at] ?? '') }))
    .sort((a, b) => b.share - a.share);
  const rows = found.map(({ name, share, shareCi: [low, high] }) => ({ label: name, value: share, low, high }));
  return {
    ...chart,
    reading: say('barometer.drivers.reading', {
      ...{ name: found[0]?.name ?? '', share: percent(found[0]?.share ?? 0), outcome: nameOf(measures[0]?.key ?? '') },
      ...{ explained: percent(reading.drivers.explained), count: reading.drivers.n },
    }),
    data: { type: 'bars', kind: 'percent', rows },
    table: { columns, rows: found.map((item) => driverCells(item, writer)) },
  };
}

function driverCells(
  { name, share, shareCi, effect, effectCi, mean }: Driver & { name: string },
  writer: Writer,
): string[] {
  const { percent, number } = writer;
  return [
    ...[name, percent(share), shareCi.map((one) => percent(one)).join(' … ')],
    `${effectText(effect, writer)} (${effectCi.map((one) => effectText(one, writer)).join(' … ')})`,
    number(Math.round(mean * 100) / 100),
  ];
}

/** An effect with its sign, to the hundredth. */
function effectText(value: number, { number }: Writer): string {
  const rounded = Math.round(value * 100) / 100;
  if (rounded === 0) return number(0);
  return `${rounded > 0 ? '+' : '−'}${number(Math.abs(rounded))}`;
}

export function waveName(number: number, { say }: Writer): string {
  return say('barometer.wave', { number });
}
