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
