import { absentOf, methodOf } from './barometer-absent.views.ts';
import {
  endsOf,
  estimateOf,
  groupName,
  intervalText,
  namesOf,
  pointsText,
  pText,
  rangeText,
  textOf,
} from './barometer-figures.views.ts';
import { driversChart, trendChart, waveName } from './barometer-results-charts.views.ts';
import type { WaveRow } from './barometer-results.repository.ts';
import { isAnonymous, type WaveResults } from './barometer-results.service.ts';
import { changeText } from './cockpit-charts.views.ts';
import { addressOf } from './cockpit.views.ts';
import { deltaOf } from './figures.views.ts';
import type { Places } from './places.repository.ts';
import { verdictOn } from './rules/change.ts';
import type { GroupFigure } from './rules/wave-groups.ts';
import type { Figure } from './rules/wave-reading.ts';
import { verbatimView } from './verbatims.views.ts';
import type { Verbatim } from './verbatims.repository.ts';
import type { Writer } from './writer.views.ts';

export type Tab = 'results' | 'comments' | 'hot-cold' | 'leavers';

/** What stands above each of a barometer's reading screens. */
export function headOf(
  { key, name }: { key: string; name: string },
  waves: readonly WaveRow[],
  wave: WaveRow | null,
  { tab, tabs }: { tab: Tab; tabs: readonly Tab[] },
  writer: Writer,
) {
  const { say, day } = writer;
  const to = (one: Tab, number = wave?.number) => `/barometers/${key}/${one}${number ? `?wave=${number}` : ''}`;
  return {
    title: name,
    subtitle: wave
      ? say('barometer.subtitle', { number: wave.number, from: day(wave.opensAt), to: day(wave.closesAt) })
      : say('barometer.notYet'),
    back: { href: `/barometers/${key}`, label: say('barometer.back') },
    tabs: tabs.map((one) => ({ href: to(one), label: say(`barometer.tab.${one}`), active: one === tab })),
    action: `/barometers/${key}/${tab}`,
    wave: String(wave?.number ?? ''),
    measure: null as string | null,
    waves: [...waves].reverse().map(({ number, opensAt }) => ({
      value: String(number),
      label: say('barometer.waveLabel', { number, month: writer.month(opensAt) }),
    })),
    running: wave !== null && wave.state !== 'closed',
  };
}

export function resultsView(
  results: WaveResults,
  { places, comments }: { places: Places; comments: readonly Verbatim[] },
  writer: Writer,
) {
  const nameOf = namesOf(results.questionnaire, writer);
  const { programme, reading, wave, measure } = results;
  const [overall] = reading.figures;
  const here = `/barometers/${programme.key}`;
  return {
    csv: addressOf(`${here}/results.csv`, { wave: String(wave.number), measure: measure?.key }),
    headline: overall ? headlineOf(results, overall, nameOf, writer) : null,
    few: writer.say(`barometer.${fewWord(results)}`, { min: results.minimum }),
    tiles: overall ? tilesOf(results, nameOf, writer) : [],
    chosen: measure && nameOf(measure.key),
    measures: reading.figures.map(({ key, kind }) => ({
      name: kind === 'net' ? writer.say('tile.nps') : nameOf(key),
      title: nameOf(key),
      href: `${addressOf(`${here}/results`, { wave: String(wave.number), measure: key })}#measure`,
      active: key === measure?.key,
    })),
    trend: trendChart(results, measure ? nameOf(measure.key) : '', writer),
    drivers: driversChart(results, nameOf, writer),
    weighted: writer.say('barometer.figures.text'),
    figures: reading.figures.map((figure) => figureRow(figure, results, nameOf, writer)),
    families: familiesOf(results, places, writer),
    absent: absentOf(results, places, writer),
    method: methodOf(results, writer),
    comments: comments.map((one) => verbatimView(one, places, '', writer)),
    allComments: addressOf(`${here}/comments`, { wave: String(wave.number) }),
  };
}

/** Why nothing is shown. */
function fewWord({ programme, wave, answered }: WaveResults): string {
  if (isAnonymous(programme) && wave.state !== 'closed') return 'notClosed';
  return answered === 0 ? 'none' : 'fewText';
}

function headlineOf(
  { before, answered, programme }: WaveResults,
  overall: Figure,
  nameOf: (key: string) => string,
  writer: Writer,
) {
  const { say } = writer;
  const at = (value: number) => textOf(overall.kind, value, writer);
  const change = verdictOn(overall.change);
  const score = say('barometer.headline.score', {
    ...{ name: overall.kind === 'net' ? 'NPS' : nameOf(overall.key), figure: intervalText(overall, writer) },
    count: answered,
  });
  const moved = before ? changeText(change, waveName(before.number, writer), writer) : say('barometer.trend.first');
  const sure = overall.change && change.verdict !== 'unknown' ? pointsText(overall.change, writer) : null;
  return {
    tone: change.tone === 'better' ? 'happy' : change.tone === 'worse' ? 'unhappy' : 'accent',
    icon: change.tone === 'better' ? 'trending-up' : change.tone === 'worse' ? 'trending-down' : 'thermometer',
    title: `${score} ${moved}`,
    text: sure
      ? say('barometer.headline.change', { change: sure, p: pText(overall.change?.p ?? 1, writer) })
      : say('barometer.headline.whole', { name: programme.name, low: at(overall.ci[0]), high: at(overall.ci[1]) }),
  };
}

function tilesOf({ reading, before, asked, answered }: WaveResults, nameOf: (key: string) => string, writer: Writer) {
  const { say, number } = writer;
  const wanted = reading.figures.filter(({ key }, at) => at === 0 || key === 'three-items');
  const scores = wanted.map((figure) => {
    const { kind, value, low, high } = estimateOf(figure);
    return {
      ...{ label: figure.kind === 'net' ? say('tile.nps') : nameOf(figure.key), kind, value, low, high, n: figure.n },
      outOf: figure.kind === 'index' ? '100' : null,
      delta: before && deltaOf(verdictOn(figure.change), waveName(before.number, writer), writer),
    };
  });
  return [
    ...scores,
    {
      ...{
        label: say('barometer.tile.rate', { count: asked }),
        kind: 'percent',
        value: asked > 0 ? answered / asked : null,
      },
      ...{ low: null, high: null, n: answered, outOf: null, delta: null },
    },
    {
      ...{ label: say('barometer.tile.effective'), kind: 'text', value: number(Math.round(reading.nEffective)) },
      ...{ low: null, high: null, n: null, outOf: null, delta: null },
    },
  ];
}

function figureRow(figure: Figure, { before }: WaveResults, nameOf: (key: string) => string, writer: Writer) {
  const delta = before && deltaOf(verdictOn(figure.change), waveName(before.number, writer), writer);
  return {
    ...{
      name: nameOf(figure.key),
      what: writer.say(`barometer.what.${figure.kind}`),
      ...estimateOf(figure),
      ...endsOf(figure.kind),
    },
    ...{
      text: textOf(figure.kind, figure.value, writer),
      n: figure.n,
      effective: Math.round(figure.nEffective),
      delta,
      test:
        figure.change &&
        writer.say('barometer.test', {
          change: rangeText(figure.change, writer),
          p: pText(figure.change.p, writer),
        }),
    },
  };
}

function familiesOf({ reading, programme, minimum, measure }: WaveResults, places: Places, writer: Writer) {
  const whole = reading.figures.find(({ key }) => key === measure?.key);
  return [...new Set(reading.groups.map(({ by }) => by))].map((by) => {
    const rows = reading.groups.filter((group) => group.by === by);
    const named = rows.map((group) =>
      groupRow(group, groupName(by, group.name, programme.strata, places, writer), writer),
    );
    const apart = named.filter(({ standing }) => standing !== null);
    return {
      ...{ by, title: writer.say(`barometer.by.${by}`), folded: by === 'stratum', minimum, rows: named },
      shareOf: writer.say('barometer.column.ofBase'),
      ...{ reference: whole ? estimateOf(whole).value : null, ...endsOf(measure?.kind ?? 'net') },
      reading:
        apart.length > 0
          ? writer.say('barometer.groups.apart', {
              names: apart.map(({ name }) => name).join(', '),
              count: apart.length,
            })
          : writer.say('barometer.groups.alike'),
    };
  });
}

function groupRow(
  { figure, difference, n, rate, ofBase, ofAnswers, population }: GroupFigure,
  name: string,
  writer: Writer,
) {
  const sure = difference !== null && difference.p < 0.05 && difference.n >= 30;
  return {
    ...{ name, n: figure ? n : null, rate: figure ? rate : null, population },
    ...{ ofBase, ofAnswers: figure ? ofAnswers : null },
    figure: figure && estimateOf(figure),
    difference: difference && pointsText(difference, writer),
    weak: figure !== null && figure.n < 30,
    standing: sure ? (difference.change > 0 ? 'above' : 'below') : null,
  };
}
