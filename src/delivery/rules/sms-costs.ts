/** What a segment costs by country, in euros; `*` is anywhere else. */
export type SmsPrices = Readonly<Record<string, number>>;

/** List prices to begin with; what the contract says is set on the screen. */
export const LIST_PRICES: SmsPrices = {
  FR: 0.0725,
  BE: 0.09,
  CH: 0.07,
  DE: 0.1,
  ES: 0.075,
  GB: 0.045,
  IT: 0.085,
  LU: 0.09,
  RE: 0.14,
  GP: 0.14,
  MQ: 0.14,
  GF: 0.14,
  YT: 0.14,
  US: 0.0085,
  CA: 0.0085,
  '*': 0.1,
};

/** Segments that were sent about one touchpoint to one country. */
export interface Sent {
  readonly touchpoint: string | null;
  readonly country: string | null;
  readonly messages: number;
  readonly segments: number;
}

export interface Cost {
  readonly touchpoint: string | null;
  readonly messages: number;
  readonly segments: number;
  /** In cents. */
  readonly spent: number;
  /** What the month will have cost if it goes on as in the last four weeks, in cents. */
  readonly forecast: number;
  /** What the next month will cost in the same way, in cents. */
  readonly next: number;
}

export const RECENT_DAYS = 28;

/** By touchpoint, the dearest first. @param days left of the month, a part of a day counts as such, and those of the next */
export function costsOf(
  month: readonly Sent[],
  recent: readonly Sent[],
  prices: SmsPrices,
  days: { readonly left: number; readonly next: number },
): Cost[] {
  const touchpoints = [...new Set([...month, ...recent].map(({ touchpoint }) => touchpoint))];
  return touchpoints
    .map((touchpoint) => {
      const sent = month.filter((one) => one.touchpoint === touchpoint);
      const lately = recent.filter((one) => one.touchpoint === touchpoint);
      const spent = priceOf(sent, prices);
      const aDay = priceOf(lately, prices) / RECENT_DAYS;
      return {
        touchpoint,
        messages: sum(sent.map(({ messages }) => messages)),
        segments: sum(sent.map(({ segments }) => segments)),
        spent: Math.round(spent),
        forecast: Math.round(spent + aDay * days.left),
        next: Math.round(aDay * days.next),
      };
    })
    .sort((a, b) => b.forecast - a.forecast || String(a.touchpoint).localeCompare(String(b.touchpoint)));
}

/** One price a line, `FR 0,0725`; `*` for anywhere else, which must be there. Null names no fault; a number is the line at fault. */
export function readPrices(text: string): { prices: SmsPrices } | { fault: number | 'otherwise' } {
  const prices: Record<string, number> = {};
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, country, price] = /^\s*([A-Z]{2}|\*)\s+(\d{1,2}(?:[.,]\d{1,6})?)\s*€?\s*$/i.exec(line) ?? [];
    if (!country || !price) return { fault: at + 1 };
    prices[country.toUpperCase()] = Number(price.replace(',', '.'));
  }
  return '*' in prices ? { prices } : { fault: 'otherwise' };
}

export function writePrices(prices: SmsPrices, decimal: ',' | '.'): string {
  return Object.entries(prices)
    .map(([country, price]) => `${country} ${String(price).replace('.', decimal)}`)
    .join('\n');
}

function priceOf(sent: readonly Sent[], prices: SmsPrices): number {
  return sum(sent.map(({ country, segments }) => segments * (prices[country ?? '*'] ?? prices['*'] ?? 0) * 100));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
