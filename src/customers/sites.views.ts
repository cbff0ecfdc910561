import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
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
