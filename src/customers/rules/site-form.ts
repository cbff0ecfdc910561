import type { SiteFields } from './site.ts';

/** What the form of a shop holds, as typed or as kept. */
export interface SiteForm {
  readonly key: string;
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly holidayRegion: string;
  readonly timeZone: string;
  readonly position: string;
  readonly brand: string;
}

/** Regions of France whose public holidays differ, as the calendar names them. */
export const FRENCH_HOLIDAY_REGIONS = ['alsace-moselle', '971', '972', '973', '974', '976', '977', '978'] as const;

/** The fields of a posted form; what is missing or no text is empty. */
export function typedSite(body: unknown): SiteForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  return {
    key: text('key'),
    name: text('name'),
    region: text('region'),
    country: text('country').toUpperCase(),
    holidayRegion: text('holidayRegion'),
    timeZone: text('timeZone'),
    position: text('position'),
    brand: text('brand'),
  };
}

export function formOfSite(site: SiteFields): SiteForm {
  return {
    ...site,
    region: site.region ?? '',
    holidayRegion: site.holidayRegion ?? '',
    position: String(site.position),
    brand: site.brand ?? '',
  };
}

/** The shop as a program would send it; what cannot be read is left as typed, for the schema to refuse. */
export function sentSite({ name, region, country, holidayRegion, timeZone, position, brand }: SiteForm): object {
  return {
    name,
    region: region || null,
    country,
    holidayRegion: holidayRegion || null,
    timeZone,
    brand: brand || null,
    position: /^\d{1,9}$/.test(position) ? Number(position) : position,
  };
}
