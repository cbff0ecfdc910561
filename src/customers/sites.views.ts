import { DEFAULT_BRAND, type Brand } from '#platform/brand';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Site } from './customer.ts';
import { FRENCH_HOLIDAY_REGIONS } from './rules/site-form.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The regions of France that have holidays of their own, and the one in force where a program gave another country's. */
export function holidayRegions(words: Words, language: Language, inForce: string): Option[] {
  const known = FRENCH_HOLIDAY_REGIONS.map((value) => ({
    value,
    label: words.t(language, `customers.sites.holidayRegion.${value}`),
  }));
  const isOther = inForce !== '' && !known.some(({ value }) => value === inForce);
  return isOther ? [...known, { value: inForce, label: inForce }] : known;
}

/** Null while there is one brand only: there is nothing to choose. */
export function brandOptions(brands: readonly Brand[]): Option[] | null {
  if (brands.length < 2) return null;
  return brands.map(({ key, name }) => ({ value: key === DEFAULT_BRAND ? '' : key, label: name }));
}

export function siteRows(sites: readonly Site[], brands: readonly Brand[], list: string) {
  const names = new Map(brands.map(({ key, name }) => [key, name]));
  const rows = sites.map((site) => ({
    ...site,
    href: `${list}/${site.key}`,
    brand: names.get(site.brand ?? DEFAULT_BRAND) ?? '',
  }));
  return { sites: rows, branded: brands.length > 1 };
}
