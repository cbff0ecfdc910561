import { costsOf, type Sent } from './sms-costs.ts';

const prices = (country: string | null) => ({ FR: 70_000, BE: 100_000 })[country ?? ''] ?? 200_000;
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
