import { readFileSync } from 'node:fs';
import { insults } from './insults.ts';
import { names } from './names.ts';
import { personalData } from './personal-data.ts';
import { screen } from './screening.ts';

interface Written {
  text: string;
  profane: boolean;
  pii: string[];
}

const written = readFileSync('test/data/screening.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Written);

/** Recall and precision of a yes-or-no screening over the written sentences. */
function measured(says: (text: string) => boolean, should: (row: Written) => boolean) {
  const hits = written.filter((row) => says(row.text) && should(row)).length;
  return {
    recall: hits / written.filter(should).length,
    precision: hits / written.filter((row) => says(row.text)).length,
  };
}

const of = (text: string) =>
  screen({ text, language: 'fr', others: [], insider: false }).map(({ kind, start, end }) => [
    kind,
    text.slice(start, end),
  ]);

describe('screening a review', () => {
  it('finds insults with a recall and a precision of 0.92 at least', () => {
    const { recall, precision } = measured(
      (text) => insults(text).length > 0,
      ({ profane }) => profane,
    );
    expect(recall).toBeGreaterThanOrEqual(0.92);
    expect(precision).toBeGreaterThanOrEqual(0.92);
  });

  it('finds personal data with a recall of 0.97 and a precision of 0.95', () => {
    const structured = ({ pii }: Written) => pii.some((kind) => kind !== 'person');
    const { recall, precision } = measured((text) => personalData(text).length > 0, structured);
    expect(recall).toBeGreaterThanOrEqual(0.97);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });

  it('holds names for a person with a recall of 0.85 and a precision of 0.7', () => {
    const { recall, precision } = measured(
      (text) => names(text).length > 0,
      ({ pii }) => pii.includes('person'),
    );
    expect(recall).toBeGreaterThanOrEqual(0.85);
    expect(precision).toBeGreaterThanOrEqual(0.7);
  });

  it.each([
    ['Très bien, merci.', []],
    ['Quel c0nnard ce vendeur', [['insult', 'c0nnard']]],
    ['Un service de m e r d e.', [['insult', 'm e r d e']]],
    ['Bande de nuls !', [['insult', 'Bande de nuls']]],
    ['Le prix est nul.', []],
    ['Rappelez-moi au 06 12 34 56 78', [['phone', '06 12 34 56 78']]],
    ['Commande n° 0612345678901', []],
    ['Voir https://exemple.test/avis ici', [['link', 'https://exemple.test/avis']]],
    ['Je vais voir mon avocat', [['legal', 'avocat']]],
    ['!!! ???', [['off-topic', '!!! ???']]],
    [
      'Very good shop and the staff were lovely to me',
      [['language', 'Very good shop and the staff were lovely to me']],
    ],
  ])('reads %s', (text, flags) => expect(of(text)).toEqual(flags));

  it('knows a text that was already offered, whatever its case and accents', () => {
    const others = ['Le livreur est arrivé à l’heure, très aimable.'];
    const flags = screen({
      text: 'LE LIVREUR est arrive à l’heure, très aimable',
      language: 'fr',
      others,
      insider: false,
    });
    expect(flags.map(({ kind }) => kind)).toEqual(['duplicate']);
  });

  it('holds what an insider wrote', () => {
    expect(screen({ text: 'Très bien', language: 'fr', others: [], insider: true }).map(({ kind }) => kind)).toEqual([
      'conflict-of-interest',
    ]);
  });
});
