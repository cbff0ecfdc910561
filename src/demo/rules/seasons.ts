import { DateTime } from 'luxon';

const ZONE = 'Europe/Paris';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long the story is. */
export const DAYS = 365;

/** How busy a home-furnishing network is, January to December: sales in January and July, moving in September, presents in December. */
const MONTHS = [1.15, 0.85, 0.9, 0.95, 0.95, 1, 1.1, 0.75, 1.2, 1.05, 1.15, 1.5];
/** Monday to Sunday; shops are closed on Sundays. */
const WEEKDAYS = [0.7, 0.8, 1.05, 0.85, 1.1, 1.9, 0];
const BUSIEST = 1.5 * 1.9;

/** The days of the story, as they were in Paris; counted back from its last day. */
export class Year {
  /** Noon, by how many days ago. */
  readonly #noons: number[] = [];
  readonly #busyness: number[] = [];

  constructor(readonly today: Date) {
    const last = DateTime.fromJSDate(today, { zone: ZONE }).set({ hour: 12, minute: 0, second: 0, millisecond: 0 });
    for (let daysAgo = 0; daysAgo < DAYS; daysAgo += 1) {
      const noon = last.minus({ days: daysAgo });
      this.#noons.push(noon.toMillis());
      this.#busyness.push(((MONTHS[noon.month - 1] ?? 0) * (WEEKDAYS[noon.weekday - 1] ?? 0)) / BUSIEST);
    }
  }

  /** That time of that day, on the clocks of Paris: `10.5` is half past ten. To the minute. */
  at(daysAgo: number, hour: number): Date {
    return new Date((this.#noons[daysAgo] ?? NaN) + Math.round((hour - 12) * 60) * 60_000);
  }

  /** That day in Paris, `2025-05-21`; days before the story too. */
  dateOf(daysAgo: number): string {
    return DateTime.fromJSDate(this.today, { zone: ZONE }).minus({ days: daysAgo }).toFormat('yyyy-MM-dd');
  }

  /** From 0 to 1: whether people go out on such a day. */
  busyness(daysAgo: number): number {
    return this.#busyness[daysAgo] ?? 0;
  }

  /** What the clocks of Paris show, 0 to 24; on days outside the story, those of its first or last. */
  hourAt(at: Date): number {
    const daysAgo = Math.round(((this.#noons[0] ?? 0) - at.getTime()) / DAY_MS);
    const noon = this.#noons[Math.min(Math.max(daysAgo, 0), DAYS - 1)] ?? 0;
    const hour = 12 + (at.getTime() - noon) / HOUR_MS;
    return ((hour % 24) + 24) % 24;
  }
}
