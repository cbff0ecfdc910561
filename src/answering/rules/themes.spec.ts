import { themesIn } from '#platform/values';
import { choicesSaid } from './themes.ts';

const choices = [
  { key: 'wait', text: { fr: 'L’attente', en: 'The wait' } },
  { key: 'staff', text: { fr: 'L’accueil' } },
  { key: 'other', text: { fr: 'Autre chose' } },
];

it.each<[string, string[]]>([
  ['trop d’attente en caisse', ['wait']],
  ['vendeuse désagréable et attente', ['wait', 'staff']],
  ['très bien', []],
])('%j chooses %j', (text, said) => {
  expect(choicesSaid(text, choices)).toEqual(said);
});

it('reads a text as about everything it names', () => {
  expect(themesIn('Colis jamais reçu, SAV injoignable')).toEqual(['delivery', 'service']);
});
