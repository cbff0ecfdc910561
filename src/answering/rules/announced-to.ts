/** What somebody was asked about; null where it was not about one shop or one kind of contact. */
export interface AskedAbout {
  touchpoint: string | null;
  site: string | null;
}

const MOST = 5;

/**
 * What to tell somebody who answered about these: an announcement concerns them when one answer was about both its touchpoint
 * and its site; where it names none, any will do. The order is kept, a few are enough. Source: product 4.4d.
 */
export function announcedTo<Told extends AskedAbout>(told: readonly Told[], answered: readonly AskedAbout[]): Told[] {
  return told.filter((one) => answered.some((asked) => isAbout(one, asked))).slice(0, MOST);
}

function isAbout(told: AskedAbout, asked: AskedAbout): boolean {
  return (
    (told.touchpoint === null || told.touchpoint === asked.touchpoint) &&
    (told.site === null || told.site === asked.site)
  );
}
