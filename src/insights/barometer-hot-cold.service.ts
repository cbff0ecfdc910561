import { Injectable } from '@nestjs/common';
import type { Difference, Summary } from '#platform/statistics';
import { summarise } from '#platform/statistics';
import type { Scale } from '#platform/values';
import { BarometerHotColdRepository, type HotRow } from './barometer-hot-cold.repository.ts';
import { BarometerResultsRepository } from './barometer-results.repository.ts';
import type { WaveResults } from './barometer-results.service.ts';
import { grouped } from './rules/grouped.ts';
import { coldSide, hotCold, hotSide, type HotCold } from './rules/hot-cold.ts';
import { countsOf } from './rules/measure.ts';
import { compareEach, type Compared } from './rules/wave-groups.ts';

export interface TouchpointBoth {
  readonly touchpoint: string;
  readonly scale: Scale;
  /** What these people said there, at once. */
  readonly hot: Summary;
  /** What they say in the barometer, weighted, and how far from all the others. */
  readonly cold: Compared['figure'];
  readonly difference: Difference;
  readonly verdict: HotCold;
}

/** How long a hot answer may have gone before the cold one: a year, the cycle of a barometer. */
const DAYS = 365;
const ORDER: readonly HotCold[] = ['flatters', 'underrated', 'agrees', 'unclear'];

/** Touchpoints as people judge them at once, against what the same people think later. */
@Injectable()
export class BarometerHotColdService {
  constructor(
    private readonly repository: BarometerHotColdRepository,
    private readonly results: BarometerResultsRepository,
  ) {}

  /** Those whose sides disagree first, then by how far these people are from the others. */
  async touchpoints({ wave, programme, measures, minimum }: WaveResults): Promise<TouchpointBoth[]> {
    const [overall] = measures;
    if (!overall || programme.kind === 'employees') return [];
    const [data, rows] = [await this.results.wave(wave.id, programme.strata), await this.repository.hot(wave.id, DAYS)];
    const touchpoints = [...grouped(rows, ({ touchpoint }) => touchpoint)].map(
      ([touchpoint, its]) => [touchpoint, onOneScale(its)] as const,
    );
    const groups = touchpoints.map(([name, its]) => ({ name, people: new Set(its.map(({ person }) => person)) }));
    return compareEach(data, overall, groups, minimum)
      .map(({ name, figure, difference }) => {
        const its = touchpoints.find(([touchpoint]) => touchpoint === name)?.[1] ?? [];
        const { scale, hot } = hotOf(its);
        const verdict = hotCold(hotSide(scale, hot), coldSide(difference));
        return { touchpoint: name, scale, hot, cold: figure, difference, verdict };
      })
      .sort(
        (a, b) =>
          ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
          Math.abs(b.difference.change) - Math.abs(a.difference.change),
      );
  }
}

/** Those asked on the scale most of them were asked on: both sides are about the same people. */
function onOneScale(rows: readonly HotRow[]): readonly HotRow[] {
  const [most = []] = [...grouped(rows, ({ metric }) => metric).values()].sort((a, b) => b.length - a.length);
  return most;
}

function hotOf(rows: readonly HotRow[]): { scale: Scale; hot: Summary } {
  const scale = rows[0]?.metric ?? 'nps';
  const counted = rows.map(({ metric, score }) => ({ metric, score, n: 1 }));
  return { scale, hot: summarise(scale, countsOf(scale, counted)) };
}
