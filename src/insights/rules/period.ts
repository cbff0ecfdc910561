export const PERIODS = ['7d', '30d', '90d', '12m'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** A stretch that ends with today, and the one it is compared with. Days and months are those of UTC, as the counters'. */
export interface Period {
  readonly name: PeriodName;
  readonly now: { readonly from: Date; readonly to: Date };
  readonly before: { readonly from: Date; readonly to: Date };
  /** What the counters are read by: days, or months where days would be too many. */
  readonly grain: 'day' | 'month';
}

const DAY_MS = 86_400_000;
const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const;

/** Days before are as many days; twelve months, this one included, are compared with the same dates a year earlier. */
export function periodOf(name: PeriodName, now: Date): Period {
  const to = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + DAY_MS);
  if (name !== '12m') {
    const from = new Date(to.getTime() - DAYS[name] * DAY_MS);
    const before = { from: new Date(from.getTime() - DAYS[name] * DAY_MS), to: from };
    return { name, now: { from, to }, before, grain: 'day' };
  }
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11, 1));
  return { name, now: { from, to }, before: { from: yearBefore(from), to: yearBefore(to) }, grain: 'month' };
}

function yearBefore(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear() - 1, at.getUTCMonth(), at.getUTCDate()));
}

/** The months a span touches, oldest first: `2026-05`. */
export function monthsOf({ from, to }: { from: Date; to: Date }): string[] {
  const months = [];
  for (let at = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1); at < to.getTime();) {
    const month = new Date(at);
    months.push(month.toISOString().slice(0, 7));
    at = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
  }
  return months;
}
