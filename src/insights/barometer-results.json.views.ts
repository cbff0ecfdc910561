import type { Difference } from '#platform/statistics';
import { isAnonymous, type WaveResults } from './barometer-results.service.ts';
import type { Estimate } from './rules/estimate.ts';

/** A wave's results as programs read them; times and scores as everywhere, nothing rounded. */
export function resultsJson(results: WaveResults) {
  const { programme, wave, reading, minimum, asked, answered, trend, items, measure } = results;
  const { weighting, nEffective, late, drivers } = reading;
  // Not even how many answered, where there are too few to hide among.
  const told = !isAnonymous(programme) || answered >= minimum;
  return {
    ...{ barometer: programme.key, wave: wave.number, state: wave.state, minimumGroup: minimum },
    ...{ asked, n: told ? answered : null, responseRate: told && asked > 0 ? answered / asked : null },
    weighting: {
      ...{ method: weighting.method, effectiveN: told ? nEffective : null, trimmed: weighting.trimmed },
      // It names those of whom few answered.
      joined: isAnonymous(programme) ? [] : weighting.joined,
      designEffect: told && nEffective > 0 ? answered / nEffective : null,
    },
    figures: reading.figures.map((figure) => ({
      ...{ key: figure.key, kind: figure.kind === 'net' ? 'nps' : figure.kind, n: figure.n },
      ...{ ...scoreOf(figure), standardError: figure.se, designEffect: figure.designEffect },
      change: changeOf(figure.change),
    })),
    measure: measure?.key ?? null,
    trend: trend.map((point) => ({
      ...{ wave: point.wave.number, n: point.figure?.n ?? null },
      ...scoreOf(point.figure),
    })),
    groups: reading.groups.map(({ by, name: key, population, n, rate, figure, difference }) => ({
      ...{ by, key, population, n: figure ? n : null, responseRate: figure ? rate : null },
      ...{ ...scoreOf(figure), fromOthers: changeOf(difference) },
    })),
    nonResponse: {
      p: reading.sameRates,
      groups: reading.tookPart.map(({ name: key, answers: n, rate: responseRate, ...one }) => ({
        ...{ by: one.by, key, population: one.population, asked: one.asked, n, responseRate, ci: one.ci },
      })),
      late: late && { ...late, difference: changeOf(late.difference) },
    },
    drivers: drivers && {
      ...drivers,
      items: drivers.items.map((item, at) => ({ key: items[at] ?? '', ...item })),
    },
  };
}

function scoreOf(figure: Pick<Estimate, 'value' | 'ci' | 'nEffective'> | null) {
  return { score: figure?.value ?? null, ci: figure?.ci ?? null, effectiveN: figure?.nEffective ?? null };
}

function changeOf(difference: Difference | null) {
  return difference && { change: difference.change, ci: difference.ci, p: difference.p };
}
