import { hasHolidaysOfItsOwn, isZone } from '#platform/calendar';
import { problem, type InputError } from './text.ts';

/** A shop, as it is kept. */
export interface SiteFields {
  readonly key: string;
  readonly name: string;
  readonly region: string | null;
  /** ISO 3166, two letters */
  readonly country: string;
  /** Where public holidays differ within the country: `alsace-moselle`, `974`. */
  readonly holidayRegion: string | null;
  /** IANA */
  readonly timeZone: string;
  /** Sites are listed in this order, then by name. */
  readonly position: number;
  /** Key of its brand; null: the default one. */
  readonly brand: string | null;
}

/** Addresses of the public reviews that are no shop's: `/reviews/all`, `/reviews/transparency`. */
const OUR_OWN = new Set(['all', 'transparency']);

/** The shop that was described: texts trimmed, an empty one is none, the rest in France's time and place. */
export function siteOf(
  key: string,
  {
    name,
    region = null,
    country = 'FR',
    holidayRegion = null,
    timeZone = 'Europe/Paris',
    position = 0,
    brand = null,
  }: Partial<SiteFields> & Pick<SiteFields, 'name'>,
): SiteFields {
  return {
    key,
    name: name.trim().normalize('NFC'),
    region: region?.trim().normalize('NFC') || null,
    country: country.toUpperCase(),
    holidayRegion: holidayRegion?.trim().toLowerCase() || null,
    timeZone,
    position,
    brand,
  };
}

/** What a shop cannot be kept with: no name, a key of ours, a zone or a holiday region that the calendar does not know, no brand of ours. */
export function faultsOfSite(
  { key, name, country, holidayRegion, timeZone, brand }: SiteFields,
  brands: ReadonlySet<string>,
): InputError[] {
  return [
    ...(OUR_OWN.has(key) ? [problem('key', 'key-reserved', 'is an address of the public reviews')] : []),
    ...(name === '' ? [problem('name', 'required', 'is required')] : []),
    ...(isZone(timeZone) ? [] : [problem('timeZone', 'timezone-invalid', 'is not a time zone of the IANA database')]),
    ...(holidayRegion === null || hasHolidaysOfItsOwn({ country, region: holidayRegion })
      ? []
      : [problem('holidayRegion', 'holiday-region-unknown', `has no holidays of its own in ${country}`)]),
    ...(brand === null || brands.has(brand)
      ? []
      : [problem('brand', 'brand-unknown', 'is no brand of the organisation')]),
  ];
}
