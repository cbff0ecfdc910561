import { nextSendTime, windowWithin, type QuietOutside, type SendRules, type SendWindow } from '#platform/calendar';

interface Person {
  readonly timeZone: string;
  readonly country: string;
}

interface Place {
  readonly country: string;
  readonly holidayRegion: string | null;
}

/**
 * Hours and days are the person's; so are the holidays, with the region of the site they went to when it is in their country.
 * @param quiet the organisation's hours, which go before the window's
 */
export function sendRules(
  window: SendWindow,
  person: Person,
  site: Place | null | undefined,
  quiet: QuietOutside,
): SendRules {
  const region = site && site.country === person.country ? (site.holidayRegion ?? undefined) : undefined;
  return {
    ...windowWithin(window, quiet),
    zone: person.timeZone,
    holidays: { country: person.country, region },
  };
}

/** The first moment from `earliest` on, and not in the past, at which the message may go out. */
export function sendTime(earliest: Date, now: Date, rules: SendRules): Date {
  return nextSendTime(earliest > now ? earliest : now, rules);
}

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

const SHORTEST_RETRY_MS = 1_000;

/**
 * The provider was away: tried again within 1, 2, 4 … minutes, an hour at most.
 * @param step messages asked for so far, from 1
 * @param chance 0 to 1: how much of that wait, so that all who were refused at once do not come back at once
 */
export function retryAt(step: number, now: Date, chance: number): Date {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, step - 1), LONGEST_RETRY_MS);
  return new Date(now.getTime() + Math.max(SHORTEST_RETRY_MS, Math.round(longest * chance)));
}
