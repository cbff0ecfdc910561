import { costsOf, LIST_PRICES, readPrices, writePrices, type Sent } from './sms-costs.ts';

const prices = { FR: 0.07, BE: 0.1, '*': 0.2 };
const sent = (touchpoint: string | null, country: string | null, segments: number): Sent => ({
  touchpoint,
  country,
  messages: segments,
  segments,
});

describe('what texts cost', () => {
  it('is segments by the price of their country, and the month goes on as the last four weeks did', () => {
    const month = [sent('call', 'FR', 1_000), sent('call', 'BE', 100), sent('store-visit', 'JP', 10)];
    const recent = [sent('call', 'FR', 2_800), sent('first-order', 'FR', 280)];
    expect(costsOf(month, recent, prices, { left: 10, next: 30 })).toEqual([
      { touchpoint: 'call', messages: 1_100, segments: 1_100, spent: 8_000, forecast: 8_000 + 7_000, next: 21_000 },
      { touchpoint: 'first-order', messages: 0, segments: 0, spent: 0, forecast: 700, next: 2_100 },
      { touchpoint: 'store-visit', messages: 10, segments: 10, spent: 200, forecast: 200, next: 0 },
    ]);
  });

  it('is what was spent once the month is over', () => {
    expect(costsOf([sent('call', 'FR', 10)], [sent('call', 'FR', 2_800)], prices, { left: 0, next: 28 })).toMatchObject(
      [{ spent: 70, forecast: 70, next: 19_600 }],
    );
  });
});

describe('a list of prices', () => {
  it.each([
    ['FR 0,0725\n* 0.1', { prices: { FR: 0.0725, '*': 0.1 } }],
    ['\n fr  0,07 €\n\n*\t1\n', { prices: { FR: 0.07, '*': 1 } }],
    ['FR 0,07', { fault: 'otherwise' }],
    ['* 0,1\nFrance 0,07', { fault: 2 }],
    ['FR -1\n* 1', { fault: 1 }],
    ['FR\n* 1', { fault: 1 }],
  ])('%j is read as %j', (text, expected) => {
    expect(readPrices(text)).toEqual(expected);
  });

  it('is written as it is read', () => {
    expect(readPrices(writePrices(LIST_PRICES, ','))).toEqual({ prices: LIST_PRICES });
    expect(readPrices(writePrices(LIST_PRICES, '.'))).toEqual({ prices: LIST_PRICES });
  });
});
