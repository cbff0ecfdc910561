import { addMoney, compareMoney, formatMoney, money } from './money.ts';

const spaces = (text: string): string => text.replace(/\s/g, ' ');

describe('money', () => {
  it.each([
    [1250, 'EUR', 'fr', '12,50 €'],
    [1250, 'EUR', 'en', '€12.50'],
    [123_456_789, 'EUR', 'fr', '1 234 567,89 €'],
    [-5, 'EUR', 'fr', '-0,05 €'],
    [1250, 'JPY', 'en', '¥1,250'],
    [1250, 'TND', 'en', 'TND 1.250'],
  ])('%s minor units of %s read in %s as %s', (amount, currency, locale, expected) => {
    expect(spaces(formatMoney(money(amount, currency), locale))).toBe(expected);
  });

  it.each([[12.5], [NaN], [Infinity], [2 ** 53]])('refuses %s, which is not a whole number of cents', (amount) => {
    expect(() => money(amount, 'EUR')).toThrow(RangeError);
  });

  it.each([['eur'], ['EURO'], ['']])('refuses %s, which is not a currency', (currency) => {
    expect(() => money(1, currency)).toThrow(RangeError);
  });

  it('adds and compares within a currency', () => {
    expect(addMoney(money(10, 'EUR'), money(20, 'EUR'))).toEqual(money(30, 'EUR'));
    expect(compareMoney(money(10, 'EUR'), money(20, 'EUR'))).toBeLessThan(0);
    expect(compareMoney(money(20, 'EUR'), money(20, 'EUR'))).toBe(0);
    expect(compareMoney(money(21, 'EUR'), money(20, 'EUR'))).toBeGreaterThan(0);
  });

  it('never mixes currencies', () => {
    expect(() => addMoney(money(10, 'EUR'), money(20, 'USD'))).toThrow(RangeError);
    expect(() => compareMoney(money(10, 'EUR'), money(20, 'USD'))).toThrow(RangeError);
  });

  it('refuses an amount that was not whole from the start', () => {
    expect(() => addMoney(money(10, 'EUR'), { amount: 0.5, currency: 'EUR' })).toThrow(RangeError);
    expect(() => formatMoney({ amount: 0.5, currency: 'EUR' }, 'fr')).toThrow(RangeError);
  });
});
