import fc from 'fast-check';
import { countSegments } from './segments.ts';

const a = (count: number): string => 'a'.repeat(count);
const NBSP = '\u00a0';
const INVITATION =
  'Boutique Martin : merci de votre visite du 12/05. Votre avis en 30 s : https://ex.fr/s/Ab3dE9 STOP: https://ex.fr/x/Ab3dE9';
const QUESTION = (space: string, etes: string): string =>
  `Bonjour, merci de votre visite chez Boutique Martin${space}! ${etes}-vous satisfait${space}? Répondez de 1 à 5${space}: https://ex.fr/s/Ab3dE9 STOP au 36111`;

describe('the segments of a text message', () => {
  it.each([
    [a(160), 'GSM-7', 160, 160, 1],
    [a(161), 'GSM-7', 161, 161, 2],
    [a(306), 'GSM-7', 306, 306, 2],
    [a(307), 'GSM-7', 307, 307, 3],
    [`${a(158)}€`, 'GSM-7', 160, 159, 1],
    [`${a(159)}€`, 'GSM-7', 161, 160, 2],
    [`${a(152)}€${a(152)}`, 'GSM-7', 306, 305, 3],
    ['é'.repeat(160), 'GSM-7', 160, 160, 1],
    [`ê${a(69)}`, 'UCS-2', 70, 70, 1],
    [`ê${a(70)}`, 'UCS-2', 71, 71, 2],
    [`ç${a(133)}`, 'UCS-2', 134, 134, 2],
    [`ç${a(134)}`, 'UCS-2', 135, 135, 3],
    [`😀${a(68)}`, 'UCS-2', 70, 69, 1],
    [`😀${a(69)}`, 'UCS-2', 71, 70, 2],
    [`${a(66)}😀${a(66)}`, 'UCS-2', 134, 133, 3],
    [INVITATION, 'GSM-7', 122, 122, 1],
    [QUESTION(NBSP, 'Êtes'), 'UCS-2', 132, 132, 2],
    [QUESTION(' ', 'Etes'), 'GSM-7', 132, 132, 1],
    ['L’équipe vous remercie. Votre avis compte : https://ex.fr/s/Ab3dE9 STOP 36111', 'UCS-2', 77, 77, 2],
    ["Etes-vous satisfait de l'échange reçu ? Notez de 1 à 5 : https://ex.fr/s/Ab3dE9 STOP 36111", 'UCS-2', 90, 90, 2],
    // The cases of the reference calculator's own tests: 1120 and 1127 bits, then 1120 and 1136.
    [`{${a(158)}`, 'GSM-7', 160, 159, 1],
    [`{${a(159)}`, 'GSM-7', 161, 160, 2],
    [`😜${a(68)}`, 'UCS-2', 70, 69, 1],
    [`😜${a(69)}`, 'UCS-2', 71, 70, 2],
    ['', 'GSM-7', 0, 0, 0],
    [`${a(66)}👩‍👩‍👧${a(59)}`, 'UCS-2', 133, 126, 2],
    [`${a(66)}👩‍👩‍👧${a(60)}`, 'UCS-2', 134, 127, 3],
    [`${a(60)}👩‍👩‍👧${a(65)}`, 'UCS-2', 133, 126, 3],
  ])('%s', (text, encoding, units, characters, segments) => {
    expect(countSegments(text)).toMatchObject({ encoding, units, characters, segments });
  });

  it('names the signs that cost the alphabet, each once', () => {
    expect(countSegments(QUESTION(NBSP, 'Êtes')).offending).toEqual([NBSP, 'Ê']);
    expect(countSegments('cœur d’août, cœur').offending).toEqual(['œ', '’', 'û']);
    expect(countSegments('e\u0302tre 👩‍👩‍👧').offending).toEqual(['e\u0302', '👩‍👩‍👧']);
    expect(countSegments(INVITATION).offending).toEqual([]);
  });

  it('cuts a sign that no segment could hold', () => {
    expect(countSegments(`e${'\u0302'.repeat(140)}`)).toMatchObject({ characters: 1, units: 141, segments: 3 });
  });

  it('are never fewer for a longer text, nor fewer than its units need', () => {
    const sign = fc.constantFrom('a', 'é', '€', 'ê', '😀', '👩‍👩‍👧', ' ');
    const text = fc.array(sign, { maxLength: 400 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(text, sign, (start, more) => {
        const [shorter, longer] = [countSegments(start), countSegments(start + more)];
        expect(longer.segments).toBeGreaterThanOrEqual(shorter.segments);
        const [single, each] = shorter.encoding === 'GSM-7' ? [160, 153] : [70, 67];
        const least = shorter.units <= single ? 1 : Math.ceil(shorter.units / each);
        if (start !== '') expect(shorter.segments).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});
