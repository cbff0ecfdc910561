import fc from 'fast-check';
import { countSegments } from './segments.ts';
import { plainTypography, writeGsm7 } from './writer.ts';

describe('a text written for GSM-7', () => {
  it.each([
    ['Êtes-vous satisfait de l’échange reçu\u00a0?', "Etes-vous satisfait de l'échange recu ?", 39],
    ['« Très bien… »', '" Très bien... "', 16],
    ['Cœur d’août – Noël', "Coeur d'aout - Noel", 19],
    ['e\u0302tre', 'etre', 4],
    ['Françoise, 20 € déjà crédités', 'Francoise, 20 € déjà crédités', 30],
    ['ça âêëîïôœûÿ', 'ca aeeiiooeuy', 13],
    ['ÀÂÈÊËÎÏÔŒÙÛŸ', 'AAEEEIIOOEUUY', 13],
    ['Ç É Ä', 'Ç É Ä', 5],
    ['e\u0301te\u0301', 'été', 3],
    ['N°5, 20\u202f°C', 'N 5, 20  C', 10],
    ['½ m² à 10\u2009%', '1/2 m2 à 10 %', 13],
    ['“Bien” ‘sûr’ — oui', '"Bien" \'sur\' - oui', 18],
    ['zéro\u200blargeur\ufeff', 'zérolargeur', 11],
    ['Łukasz Đoković', 'Lukasz Dokovic', 14],
    ['Merci 😀👍🏽 👩‍👩‍👧 🇫🇷 5️⃣ !', 'Merci    5 !', 12],
    ['Иван', '????', 4],
    ['', '', 0],
  ])('%j becomes %j, %d septets', (text, written, units) => {
    expect(writeGsm7(text)).toBe(written);
    expect(countSegments(written)).toMatchObject({ encoding: 'GSM-7', units });
  });

  it('is always GSM-7, and written again the same', () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Ê', '’', '\u202f', 'œ', '°', '😀', '\ud800', '\u0302'),
    );
    fc.assert(
      fc.property(fc.array(sign), (parts) => {
        const written = writeGsm7(parts.join(''));
        expect(countSegments(written).encoding).toBe('GSM-7');
        expect(writeGsm7(written)).toBe(written);
      }),
    );
  });
});

describe('plain typography', () => {
  it.each([
    ['L’équipe\u00a0: «\u202foui\u202f»…', 'L\'équipe : " oui "...'],
    ['reçu – être', 'reçu - être'],
    ['e\u0302tre', 'être'],
    ['une\r\ndeux\rtrois', 'une\ndeux\ntrois'],
  ])('of %j is %j: accents stay', (text, expected) => {
    expect(plainTypography(text)).toBe(expected);
  });
});
