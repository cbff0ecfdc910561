/** An amount in the currency's smallest unit (cents for EUR, yen for JPY), and its ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

/** A sum of money. Throws a RangeError when the amount is not a whole number or the currency not a three-letter code. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`${currency} is not a currency`);
  return { amount, currency };
}

/** The two together. Throws a RangeError when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  return money(a.amount + inCurrencyOf(a, b).amount, a.currency);
}

/** Below zero when a is less than b, above when it is more. Throws a RangeError when the currencies differ. */
export function compareMoney(a: Money, b: Money): number {
  return a.amount - inCurrencyOf(a, b).amount;
}

/** As people read it in the locale: `12,50 €`, `€12.50`. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money(amount, currency).amount / 10 ** digits);
}

function inCurrencyOf(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} are not the same currency`);
  return money(b.amount, b.currency);
}
