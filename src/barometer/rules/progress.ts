interface Tally {
  readonly stratum: string;
  /** `2027-01-04` in the organisation's zone. */
  readonly day: string | null;
  readonly state: string;
  /** A reserve that was called up counts as sample. */
  readonly role: 'sample' | 'reserve';
  readonly n: number;
}

/** People of a wave by what became of them. */
export interface Counts {
  readonly sample: number;
  readonly waiting: number;
  readonly moved: number;
  readonly invited: number;
  readonly answered: number;
  readonly replaced: number;
  readonly unasked: number;
}

export interface Progress extends Counts {
  /** Those not called up. */
  readonly reserve: number;
  readonly strata: (Counts & { readonly key: string; readonly population: number; readonly reserve: number })[];
  /** A row a day on which somebody was asked, or will be, or was to be. */
  readonly calendar: (Counts & { readonly day: string; readonly putOff: number })[];
}

interface Stratum {
  readonly key: string;
  readonly population: number;
  readonly sample: number;
}

/**
 * `sample` is what was drawn; the states count everybody who was ever in it, those called up as well.
 * @param putOff how many left each day for a later one
 */
export function progressOf(
  strata: readonly Stratum[],
  tallies: readonly Tally[],
  putOff: readonly { readonly day: string; readonly n: number }[] = [],
): Progress {
  const members = tallies.filter(({ role }) => role === 'sample');
  const reserves = tallies.filter(({ role }) => role === 'reserve');
  const days = [...new Set([...members.flatMap(({ day }) => day ?? []), ...putOff.map(({ day }) => day)])].sort();
  return {
    ...countsOf(members, sum(strata.map(({ sample }) => sample))),
    reserve: sum(reserves.map(({ n }) => n)),
    strata: strata.map(({ key, population, sample }) => ({
      ...{ key, population },
      ...countsOf(
        members.filter(({ stratum }) => stratum === key),
        sample,
      ),
      reserve: sum(reserves.filter(({ stratum }) => stratum === key).map(({ n }) => n)),
    })),
    calendar: days.map((day) => {
      const ofDay = members.filter((one) => one.day === day);
      const left = sum(putOff.filter((one) => one.day === day).map(({ n }) => n));
      return { day, ...countsOf(ofDay, sum(ofDay.map(({ n }) => n))), putOff: left };
    }),
  };
}

function countsOf(tallies: readonly Tally[], sample: number): Counts {
  const of = (state: string) => sum(tallies.filter((one) => one.state === state).map(({ n }) => n));
  return {
    sample,
    waiting: of('waiting'),
    moved: of('moved'),
    invited: of('invited'),
    answered: of('answered'),
    replaced: of('replaced'),
    unasked: of('unasked'),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
