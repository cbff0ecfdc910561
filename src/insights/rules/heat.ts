import { displayCells } from '#platform/statistics';
import { grouped } from './grouped.ts';
import { measure, type Metric, type Scored } from './measure.ts';

interface Placed extends Scored {
  readonly key: { readonly site?: string; readonly month?: string };
}

export interface Cell {
  readonly site: string;
  readonly month: string;
  readonly score: number;
  readonly n: number;
}

/**
 * The score of each site in each month that may show it; the sites with most answers, at most so many, most first. What a month's
 * total would give away is hidden with what is too small.
 */
export function heatOf(
  metric: Metric,
  rows: readonly Placed[],
  months: readonly string[],
  most: number,
): { sites: string[]; cells: Cell[] } {
  const bySite = grouped(
    rows.filter(({ key }) => key.site),
    ({ key }) => key.site ?? '',
  );
  const sites = [...bySite]
    .map(([site, theirs]) => ({ site, n: measure(metric, theirs).n }))
    .sort((a, b) => b.n - a.n || (a.site < b.site ? -1 : 1))
    .slice(0, most)
    .map(({ site }) => site);
  const cells = months.flatMap((month) => {
    const measures = [...bySite].map(([site, theirs]) => ({
      site,
      ...measure(
        metric,
        theirs.filter(({ key }) => key.month === month),
      ),
    }));
    const displays = displayCells(measures.map(({ n }) => n));
    return measures.flatMap(({ site, n, score }, at) =>
      displays[at] !== 'hidden' && score !== null && sites.includes(site) ? [{ site, month, score, n }] : [],
    );
  });
  return { sites, cells };
}
