import type { Counts, ReplayFigures } from './tally.ts';

/** Of a touchpoint: places taken and kept, and those that were answered. */
export interface Answered {
  readonly asked: number;
  readonly answered: number;
  /** Of the answers, those that were happy. */
  readonly happy?: number | undefined;
}

interface Hope {
  readonly expectedAnswers: number;
  /** Half the width of the interval of a share, at its widest, in points; null when no answer is expected. */
  readonly marginOfError: number | null;
}

export interface Expected extends Omit<ReplayFigures, 'byTouchpoint' | 'bySite'>, Hope {
  readonly byTouchpoint: Readonly<Record<string, Counts & Hope>>;
  readonly bySite: Readonly<Record<string, Counts & Hope>>;
}

/**
 * What may be hoped for: as many of those asked answer as did in the period, touchpoint by touchpoint; where nobody was asked,
 * as many as everywhere. The interval is that of a share at 95 %, at its widest (domain 1.2): 1.96 · √(¼ / n).
 */
export function hopeFor(figures: ReplayFigures, known: ReadonlyMap<string, Answered>): Expected {
  const all = [...known.values()].reduce(
    (sum, { asked, answered }) => ({ asked: sum.asked + asked, answered: sum.answered + answered }),
    { asked: 0, answered: 0 },
  );
  const rateOf = (touchpoint: string) => {
    const of = known.get(touchpoint);
    const { asked, answered } = of && of.asked > 0 ? of : all;
    return asked > 0 ? answered / asked : 0;
  };
  const hopes = Object.entries(figures.byTouchpoint).map(
    ([touchpoint, counts]) => [touchpoint, counts, counts.sent * rateOf(touchpoint)] as const,
  );
  const sites = Object.entries(figures.bySite).map(([site, { sentAbout, ...counts }]) => {
    const answers = Object.entries(sentAbout).map(([touchpoint, sent]) => sent * rateOf(touchpoint));
    return [site, { ...counts, ...hopeOf(answers.reduce((sum, hope) => sum + hope, 0)) }] as const;
  });
  return {
    ...figures,
    byTouchpoint: Object.fromEntries(
      hopes.map(([touchpoint, counts, hope]) => [touchpoint, { ...counts, ...hopeOf(hope) }]),
    ),
    bySite: Object.fromEntries(sites),
    ...hopeOf(hopes.reduce((total, [, , hope]) => total + hope, 0)),
  };
}

function hopeOf(answers: number): Hope {
  return { expectedAnswers: Math.round(answers), marginOfError: marginOf(answers) };
}

/** In points, to a tenth; null below one answer. */
export function marginOf(answers: number): number | null {
  return answers >= 1 ? Math.round(980 / Math.sqrt(answers)) / 10 : null;
}
