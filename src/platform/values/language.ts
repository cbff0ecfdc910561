export const LANGUAGES = ['fr', 'en'] as const;

/** The languages people are addressed in. */
export type Language = (typeof LANGUAGES)[number];

/** The language of a BCP 47 locale (`fr-CA`, `en_GB`), or the fallback when it is not one of ours. */
export function languageOf(locale: string | undefined, fallback: Language): Language {
  const primary = locale?.trim().toLowerCase().split(/[-_]/, 1)[0];
  return LANGUAGES.find((language) => language === primary) ?? fallback;
}
