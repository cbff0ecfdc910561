import type { Language, Scale } from '#platform/values';
import { polarityOf, sentimentOf } from './sentiment.ts';

describe('a person', () => {
  it.each<[Scale | null, number | null, string | null, Language, string | null]>([
    ['csat', 5, 'très mauvais', 'fr', 'positive'],
    ['csat', 1, 'très bon', 'fr', 'negative'],
    ['nps', 8, null, 'fr', 'neutral'],
    ['nps', 8, 'Accueil agréable et bon conseil', 'fr', 'positive'],
    ['nps', 7, 'Horrible, mauvais conseil', 'fr', 'negative'],
    ['csat', 3, 'Je suis venu hier à la caisse', 'fr', 'neutral'],
    [null, null, 'Friendly staff, great advice', 'en', 'positive'],
    [null, null, 'Horrible, dirty and rude', 'en', 'negative'],
    [null, null, 'Caisse 4', 'fr', null],
    [null, null, null, 'fr', null],
  ])('who gives %s %s and says %j in %s feels %s', (metric, score, comment, language, felt) => {
    expect(sentimentOf({ metric, score, comment, language })).toBe(felt);
  });
});

describe('the words of a text', () => {
  it.each<[string, Language, string, Language]>([
    ["ce n'est pas bon", 'fr', "c'est bon", 'fr'],
    ['jamais un bon conseil', 'fr', 'toujours un bon conseil', 'fr'],
    ["it isn't good", 'en', 'it is good', 'en'],
    ['pas mauvais', 'fr', 'bon', 'fr'],
  ])('say less good of it in %j (%s) than in %j', (less, language, more, other) => {
    expect(polarityOf(less, language)).toBeLessThan(polarityOf(more, other) ?? -1);
  });

  it('are negated no further than three words, nor over the end of a sentence', () => {
    expect(polarityOf('Rien à dire. Bon accueil', 'fr')).toBeGreaterThan(0);
    expect(polarityOf('pas vu la caisse fermée un bon', 'fr')).toBeGreaterThan(0);
  });

  it('that are in no lexicon say nothing, nor do names every object has', () => {
    expect(polarityOf('constructor toString', 'en')).toBeNull();
    expect(polarityOf('', 'fr')).toBeNull();
  });
});
