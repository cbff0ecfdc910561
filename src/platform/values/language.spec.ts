import { languageOf } from './language.ts';

describe('the language of a locale', () => {
  it.each([
    ['fr', 'en', 'fr'],
    ['fr-FR', 'en', 'fr'],
    ['FR_ca', 'en', 'fr'],
    [' en-GB ', 'fr', 'en'],
    ['en', 'fr', 'en'],
    ['de-DE', 'fr', 'fr'],
    ['de-DE', 'en', 'en'],
    ['frp', 'en', 'en'],
    ['', 'fr', 'fr'],
    [undefined, 'en', 'en'],
  ] as const)('of %s, or else %s, is %s', (locale, fallback, expected) => {
    expect(languageOf(locale, fallback)).toBe(expected);
  });
});
