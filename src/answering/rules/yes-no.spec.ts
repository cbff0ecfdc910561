import { isBare, readYesNo } from './yes-no.ts';

it.each<[string, boolean | null, boolean | null, boolean | null]>([
  ['oui', true, true, true],
  ['Ouais !', true, true, true],
  ['yep', true, true, true],
  ['👍🏽', true, true, true],
  ['D’accord', true, true, true],
  ["d'accord merci", true, true, true],
  ['Bien sûr', true, true, true],
  ['Bien sûr que non', false, false, true],
  ['of course not', false, false, true],
  ['oui mais trop long', true, true, false],
  ['non merci', false, false, true],
  ['Non, tout est réglé', false, false, false],
  ['👎', false, false, true],
  ['no problem at all', null, null, null],
  ['volontiers', null, true, true],
  ['Please', null, true, true],
  ['pas la peine', null, false, true],
  ['Ça ira, merci', null, false, true],
  ['I’m fine thanks', null, false, true],
  ['nonchalant', null, null, null],
  ['okapi', null, null, null],
])('%s', (text, said, offered, bare) => {
  expect(readYesNo(text)?.yes ?? null).toBe(said);
  const read = readYesNo(text, { toOffer: true });
  expect(read?.yes ?? null).toBe(offered);
  if (read) expect(isBare(read)).toBe(bare);
});
