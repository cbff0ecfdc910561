import { matchesIn } from './matches.ts';

const found = (text: string, words: string) => matchesIn(text, words).map(({ start, end }) => text.slice(start, end));

describe('words looked for', () => {
  it.each([
    ['L’accueil était désagréable', 'desagreable', ['désagréable']],
    ['Désagréables, ces vendeurs', 'désagréable', ['Désagréables']],
    ['Une longue attente en caisse', 'attente caisse', ['attente', 'caisse']],
    ['J’ai attendu', 'attente', ['attendu']],
    ['Very long queue', 'LONG', ['long']],
    ['Aucun rapport', 'attente', []],
    ['Rien à dire', '', []],
    ['Rien à dire', '"à" -', []],
  ])('in «%s», %j finds %j', (text, words, expected) => {
    expect(found(text, words)).toEqual(expected);
  });
});
