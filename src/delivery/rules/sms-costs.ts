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

/** Millionths of a euro in a cent. */
const A_CENT = 10_000;

/** By touchpoint, the dearest first. @param priceOf a segment to a country, in millionths of a euro @param days left of the month, a part of a day counts as such, and those of the next */
export function costsOf(
  month: readonly Sent[],
  recent: readonly Sent[],
  priceOf: (country: string | null) => number,
  days: { readonly left: number; readonly next: number },
): Cost[] {
  const cents = (all: readonly Sent[]) => sum(all.map(({ country, segments }) => segments * priceOf(country))) / A_CENT;
  const touchpoints = [...new Set([...month, ...recent].map(({ touchpoint }) => touchpoint))];
  return touchpoints
    .map((touchpoint) => {
      const sent = month.filter((one) => one.touchpoint === touchpoint);
      const lately = recent.filter((one) => one.touchpoint === touchpoint);
      const spent = cents(sent);
      const aDay = cents(lately) / RECENT_DAYS;
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
