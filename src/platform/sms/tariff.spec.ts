import { asCents, LIST_TARIFF, pricePerSegment, readTariff, writeTariff } from './tariff.ts';

describe('a tariff', () => {
  it.each([
    ['FR 0,0725\n* 0.1', { tariff: { FR: 72_500, '*': 100_000 } }],
    ['\n fr  0,07 €\n\n*\t1\n', { tariff: { FR: 70_000, '*': 1_000_000 } }],
    ['US 0.000001\n* 12,345678', { tariff: { US: 1, '*': 12_345_678 } }],
    ['FR 0,07', { fault: 'otherwise' }],
    ['* 0,1\nFrance 0,07', { fault: 2 }],
    ['FR -1\n* 1', { fault: 1 }],
    ['FR\n* 1', { fault: 1 }],
    ['FR 0,\n* 1', { fault: 1 }],
  ])('%j is read as %j', (text, expected) => {
    expect(readTariff(text)).toEqual(expected);
  });

  it.each([
    [{ FR: 72_500, '*': 1_000_000 }, ',', 'FR 0,0725\n* 1'],
    [{ US: 1, '*': 12_345_678 }, '.', 'US 0.000001\n* 12.345678'],
    [{ '*': 0 }, ',', '* 0'],
  ] as const)('%j is written with "%s" as %j', (tariff, decimal, text) => {
    expect(writeTariff(tariff, decimal)).toBe(text);
  });

  it('is written as it is read', () => {
    expect(readTariff(writeTariff(LIST_TARIFF, ','))).toEqual({ tariff: LIST_TARIFF });
  });

  it('gives the price of a country, else that of anywhere else', () => {
    expect(['FR', 'JP', null].map((country) => pricePerSegment(LIST_TARIFF, country))).toEqual([
      72_500, 100_000, 100_000,
    ]);
    expect(asCents(72_500)).toBe(7.25);
  });
});
