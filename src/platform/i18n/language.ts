/** The languages of screens and messages: equal in rights, each complete. */
export const languages = ['fr', 'en'] as const;

export type Language = (typeof languages)[number];

/** English as Europe writes it: day before month, 24-hour clock. */
export const localeOf: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

export function isLanguage(value: unknown): value is Language {
  return value === 'fr' || value === 'en';
}
