import { endsOf, estimateOf, groupName, intervalText, namesOf, pointsText, textOf } from './barometer-figures.views.ts';
import { driversChart, trendChart, waveName } from './barometer-results-charts.views.ts';
import type { WaveRow } from './barometer-results.repository.ts';
import { isAnonymous, type WaveResults } from './barometer-results.service.ts';
import { changeText } from './cockpit-charts.views.ts';
import { deltaOf } from './figures.views.ts';
import type { Places } from './places.repository.ts';
import { verdictOn } from './rules/change.ts';
import type { GroupFigure } from './rules/wave-groups.ts';
import type { Figure } from './rules/wave-reading.ts';
import { verbatimView } from './verbatims.views.ts';
import type { Verbatim } from './verbatims.repository.ts';
import type { Writer } from './writer.views.ts';

export type Tab = 'results' | 'hot-cold' | 'leavers';

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
  const { programme, reading, wave } = results;
  const [overall] = reading.figures;
  return {
    csv: `/barometers/${programme.key}/results.csv?wave=${wave.number}`,
    headline: overall ? headlineOf(results, overall, nameOf, writer) : null,
    few: writer.say(`barometer.${fewWord(results)}`, { min: results.minimum }),
    tiles: overall ? tilesOf(results, nameOf, writer) : [],
    trend: trendChart(results, overall ? nameOf(overall.key) : '', writer),
    drivers: driversChart(results, nameOf, writer),
    figures: reading.figures.map((figure) => figureRow(figure, results, nameOf, writer)),
    families: familiesOf(results, places, writer),
    absent: absentOf(results, writer),
    method: methodOf(results, writer),
    comments: comments.map((one) => verbatimView(one, places, '', writer)),
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
    },
  };
}

function familiesOf({ reading, programme, minimum }: WaveResults, places: Places, writer: Writer) {
  const [overall] = reading.figures;
  return [...new Set(reading.groups.map(({ by }) => by))].map((by) => {
    const rows = reading.groups.filter((group) => group.by === by);
    const named = rows.map((group) =>
      groupRow(group, groupName(by, group.name, programme.strata, places, writer), writer),
    );
    const apart = named.filter(({ standing }) => standing !== null);
    return {
      ...{ by, title: writer.say(`barometer.by.${by}`), folded: by === 'stratum', minimum, rows: named },
      ...{ reference: overall ? estimateOf(overall).value : null, ...endsOf(overall?.kind ?? 'net') },
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

/** Who did not answer, and whether that changes the picture. */
function absentOf({ reading, asked, answered }: WaveResults, writer: Writer) {
  const { say, number, signed, percent } = writer;
  const { late, sameRates } = reading;
  const rates =
    sameRates === null ? null : say(sameRates < 0.05 ? 'barometer.absent.differ' : 'barometer.absent.alike');
  return {
    rate: asked > 0 ? say('barometer.absent.rate', { rate: percent(answered / asked), count: asked - answered }) : null,
    rates,
    late: late
      ? say(`barometer.absent.${late.difference.p < 0.05 ? 'late' : 'lateAlike'}`, {
          hours: number(Math.round(late.medianHours)),
          ...{
            change: signed(late.difference.change),
            low: signed(late.difference.ci[0]),
            high: signed(late.difference.ci[1]),
          },
        })
      : say('barometer.absent.lateUnknown'),
  };
}

function methodOf({ reading, answered, minimum }: WaveResults, writer: Writer): string[] {
  const { say, number } = writer;
  const { weighting, nEffective } = reading;
  const design = nEffective > 0 ? Math.round((100 * answered) / nEffective) / 100 : 1;
  return [
    say(`barometer.method.${weighting.method}`),
    say('barometer.method.effective', {
      n: number(answered),
      effective: number(Math.round(nEffective)),
      design: number(design),
    }),
    ...(weighting.joined.length > 0 ? [say('barometer.method.joined', { count: weighting.joined.length })] : []),
    ...(weighting.trimmed > 0 ? [say('barometer.method.trimmed', { count: weighting.trimmed })] : []),
    say('barometer.method.interval'),
    say('barometer.method.hidden', { min: minimum }),
  ];
}

function pText(p: number, { say, number }: Writer): string {
  return p < 0.001 ? say('barometer.pSmall') : say('barometer.p', { p: number(Math.round(p * 1000) / 1000) });
}
