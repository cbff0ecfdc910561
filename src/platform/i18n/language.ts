import type { Language } from '#platform/values';

/** English as Europe writes it: day before month, 24-hour clock. */
export const localeOf: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };
