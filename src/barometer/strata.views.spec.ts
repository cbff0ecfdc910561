import { Words } from '#platform/i18n';
import { stratumNames } from './strata.views.ts';

const words = new Words({ missing: 'throw' });
const sites = new Map([
  ['lyon-2', 'Lyon Part-Dieu'],
  ['premium', 'A shop called as a segment is'],
]);

it.each<[('segment' | 'site' | 'seniority')[], string, string]>([
  [['segment', 'site'], 'premium / lyon-2', 'premium / Lyon Part-Dieu'],
  [['site'], 'closed-9', 'closed-9'],
  [['site', 'seniority'], '- / under-1', 'Non renseigné / moins d’un an'],
  [[], 'all', 'Toute la base'],
])('a stratum of %j, %s, is called %s', (strata, key, name) => {
  expect(stratumNames(words, 'fr', { strata }, sites)(key)).toBe(name);
});
