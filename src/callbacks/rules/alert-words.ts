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

export interface AlertMark {
  /** Offsets in UTF-16 units: from `start`, up to but without `end`. */
  start: number;
  end: number;
  /** The alert word as listed. */
  word: string;
}

interface Written {
  letters: string;
  start: number;
  end: number;
}

const tokens = (text: string): Written[] =>
  [...text.matchAll(/[\p{L}\p{M}]+/gu)].map(({ 0: found, index }) => ({
    letters: found.normalize('NFC').toLowerCase(),
    start: index,
    end: index + found.length,
  }));
const bare = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '');
const listed = (entries: readonly string[], endings: readonly string[]) =>
  entries.map((word) => ({ word, phrase: tokens(word).map(({ letters }) => letters), endings }));
const ALL = [...listed(FRENCH, ['', 'e', 's', 'es']), ...listed(ENGLISH, ['', 's'])];

/**
 * The alert words of a text and where they stand, in its order. Whole words, feminine and plural included. Accents may be
 * missing, never added: « brulée » is « brûlée », « pressé » is not « presse ».
 */
export function alertMarks(text: string): AlertMark[] {
  const written = tokens(text);
  return written.flatMap(({ start }, at) =>
    ALL.filter(({ phrase, endings }) =>
      phrase.every((word, n) => isForm(written[at + n]?.letters ?? '', word, endings)),
    ).map(({ word, phrase }) => ({ start, end: written[at + phrase.length - 1]?.end ?? start, word })),
  );
}

/** The alert words of a text, as listed, each once. */
export function alertWords(text: string): string[] {
  return [...new Set(alertMarks(text).map(({ word }) => word))];
}

function isForm(written: string, word: string, endings: readonly string[]): boolean {
  return endings.includes(written.slice(word.length)) && spells([...written.slice(0, word.length)], [...word]);
}

function spells(written: readonly string[], word: readonly string[]): boolean {
  return word.every((letter, n) => written[n] === letter || written[n] === bare(letter));
}
