import type { Language } from '#platform/values';

/** People whom no message has gone to: the usual one, one of whom little is known, and one with the longest names. */
export interface SamplePerson {
  readonly key: 'usual' | 'unknown' | 'long';
  readonly firstName: string | null;
  readonly touchpoint: Readonly<Record<Language, string>> | null;
  readonly site: string | null;
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    key: 'usual',
    firstName: 'Léa',
    touchpoint: { fr: 'Visite en magasin', en: 'Store visit' },
    site: 'Lyon Part-Dieu',
  },
  { key: 'unknown', firstName: null, touchpoint: null, site: null },
  {
    key: 'long',
    firstName: 'Marie-Françoise',
    touchpoint: { fr: 'Retrait de commande en magasin', en: 'Collection of an order in store' },
    site: 'Boulogne-Billancourt Grand Place',
  },
];
