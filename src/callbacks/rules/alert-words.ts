/**
 * Words after which a person is called at once, whatever the score: law, press, safety, discrimination, crime, life.
 * Source: domain 8.4 for French; the English ones say the same.
 */
const FRENCH = [
  ...['avocat', 'plainte', 'tribunal', 'mise en demeure', 'huissier', 'dgccrf', 'signalconso', 'médiateur', 'ufc'],
  ...['presse', 'réseaux', 'blessé', 'brûlé', 'allergie', 'allergique', 'intoxication', 'intoxiqué', 'malade'],
  ...['danger', 'dangereux', 'dangereuse', 'incendie', 'raciste', 'racisme', 'sexiste', 'sexisme', 'discrimination'],
  ...['discriminé', 'harcèlement', 'harcelé', 'agressé', 'agression', 'insulté', 'vol', 'volé', 'fraude', 'données'],
  ...['rgpd', 'suicide', 'suicider', 'mort'],
];
const ENGLISH = [
  ...['lawyer', 'attorney', 'lawsuit', 'ombudsman', 'injured', 'burned', 'burnt', 'allergy', 'allergic', 'poisoning'],
  ...['dangerous', 'racist', 'racism', 'sexist', 'harassment', 'harassed', 'assaulted', 'insulted', 'stolen', 'theft'],
  ...['fraud', 'gdpr'],
];

const words = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];
const bare = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '');
const listed = (entries: readonly string[], endings: readonly string[]) =>
  entries.map((entry) => ({ entry, phrase: words(entry), endings }));
const ALL = [...listed(FRENCH, ['', 'e', 's', 'es']), ...listed(ENGLISH, ['', 's'])];

/**
 * The alert words of a text, as listed, each once. Whole words, feminine and plural included. Accents may be missing,
 * never added: « brulée » is « brûlée », « pressé » is not « presse ».
 */
export function alertWords(text: string): string[] {
  const written = words(text);
  return ALL.filter(({ phrase, endings }) =>
    written.some((_, at) => phrase.every((word, n) => isForm(written[at + n] ?? '', word, endings))),
  ).map(({ entry }) => entry);
}

function isForm(written: string, word: string, endings: readonly string[]): boolean {
  return endings.includes(written.slice(word.length)) && spells([...written.slice(0, word.length)], [...word]);
}

function spells(written: readonly string[], word: readonly string[]): boolean {
  return word.every((letter, n) => written[n] === letter || written[n] === bare(letter));
}
