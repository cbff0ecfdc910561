import { septetsOf } from './gsm7.ts';

const septets = (text: string): number[] => [...new Set([...text].map(septetsOf))];

describe('the alphabet of text messages', () => {
  it.each([
    ['éèàùäöüæñìò', 1],
    ['ÉÇÄÖÜÆÑ', 1],
    ['@£$¥§¤_#!?\'"%&/:; \n\r', 1],
    ['ΔΦΓΛΩΠΨΣΘΞß¡¿', 1],
    ['^{}\\[~]|€\f', 2],
    ['çâêëîïôœûÿ', 0],
    ['ÀÂÈÊËÎÏÔŒÙÛŸ', 0],
    ['’‘“”«»…–—•\u00a0\u202f°²½`\t\u001b', 0],
    ['😀', 0],
  ])('gives %j %d septets each', (text, expected) => {
    expect(septets(text)).toEqual([expected]);
  });

  it('has 127 characters and 10 more in its extension', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => septetsOf(String.fromCharCode(code)));
    expect(all.filter((count) => count === 1)).toHaveLength(127);
    expect(all.filter((count) => count === 2)).toHaveLength(10);
  });
});
