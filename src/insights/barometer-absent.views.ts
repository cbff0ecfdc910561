import { coverageOf } from '#barometer';
import { groupName } from './barometer-figures.views.ts';
import type { WaveResults } from './barometer-results.service.ts';
import type { Places } from './places.repository.ts';
import { levelsOf } from './rules/wave-data.ts';
import type { TookPart } from './rules/wave-groups.ts';
import type { Writer } from './writer.views.ts';

/** Who did not answer, and whether that changes the picture. */
export function absentOf(results: WaveResults, places: Places, writer: Writer) {
  const { reading, asked, answered } = results;
  const { say, number, signed, percent } = writer;
  const { late, sameRates } = reading;
  const rates =
    sameRates === null ? null : say(sameRates < 0.05 ? 'barometer.absent.differ' : 'barometer.absent.alike');
  return {
    rate: asked > 0 ? say('barometer.absent.rate', { rate: percent(answered / asked), count: asked - answered }) : null,
    rates,
    chart: ratesChart(results, places, writer),
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

/** Who answered: a map of strata where two dimensions cross, else a bar a level; the table has them all. */
function ratesChart({ reading, programme }: WaveResults, places: Places, writer: Writer) {
  const { say, number, percent } = writer;
  const name = (one: TookPart) => groupName(one.by, one.name, programme.strata, places, writer);
  const parts = reading.tookPart;
  const crossed = programme.strata.length === 2;
  const drawn = parts.filter(({ by, rate }) => rate !== null && (by === 'stratum') === crossed);
  const ranked = [...drawn].sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
  const [most, least] = [ranked[0], ranked.at(-1)];
  const rateOf = (one: TookPart) => percent(one.rate ?? 0);
  return {
    ...{ id: 'rates', title: say('barometer.absent.chart'), bare: true },
    reading:
      most && least && most !== least
        ? say('barometer.absent.reading', {
            ...{ most: name(most), mostRate: rateOf(most), least: name(least), leastRate: rateOf(least) },
          })
        : say('barometer.absent.chartFew'),
    data: most && least && most !== least ? drawingOf(drawn, programme.strata, places, writer) : null,
    size: crossed ? 'lg' : 'md',
    table: {
      columns: ['group', 'customers', 'asked', 'answers', 'rate', 'interval'].map((one) =>
        say(`barometer.column.${one}`),
      ),
      rows: parts.map((one) => [
        ...[name(one), number(one.population), number(one.asked), one.answers === null ? '–' : number(one.answers)],
        ...[one.rate === null ? '–' : percent(one.rate)],
        one.ci ? one.ci.map((end) => percent(end)).join(' … ') : '–',
      ]),
    },
  };
}

function drawingOf(parts: readonly TookPart[], dimensions: readonly string[], places: Places, writer: Writer) {
  if (dimensions.length !== 2) {
    const rows = parts.map((one) => ({
      label: groupName(one.by, one.name, dimensions, places, writer),
      ...{ value: one.rate ?? 0, low: one.ci?.[0] ?? 0, high: one.ci?.[1] ?? 1, n: one.answers ?? 0 },
    }));
    return { type: 'bars', kind: 'percent', rows };
  }
  const levels = [0, 1].map((at) => [...new Set(parts.map(({ name }) => levelsOf(name, 2)[at] ?? name))]);
  // The dimension of fewer levels goes across: its names have room there.
  const [across, down] = (levels[0]?.length ?? 0) <= (levels[1]?.length ?? 0) ? [0, 1] : [1, 0];
  const rates = parts.map(({ rate }) => rate ?? 0);
  const names = (at: number) =>
    (levels[at] ?? []).map((level) => groupName(dimensions[at] ?? '', level, dimensions, places, writer));
  const placeOf = (name: string, at: number) => (levels[at] ?? []).indexOf(levelsOf(name, 2)[at] ?? name);
  return {
    ...{ type: 'heat', kind: 'percent', x: names(across), y: names(down) },
    cells: parts.map(({ name, rate, answers }) => [placeOf(name, across), placeOf(name, down), rate, answers]),
    ...{ min: Math.min(...rates), max: Math.max(...rates) },
  };
}

export function methodOf({ wave, reading, answered, minimum }: WaveResults, writer: Writer): string[] {
  const { say, number, percent } = writer;
  const { covered, population } = coverageOf(wave.base ?? 0, wave.excluded ?? {});
  const { weighting, nEffective } = reading;
  const design = nEffective > 0 ? Math.round((100 * answered) / nEffective) / 100 : 1;
  return [
    say(`barometer.method.${weighting.method}`),
    ...(covered < population
      ? [
          say('barometer.method.coverage', {
            share: percent(covered / population),
            unreached: number(population - covered),
          }),
        ]
      : []),
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
