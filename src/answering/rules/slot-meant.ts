import { addLocalDays, isoLocalDate } from '#platform/calendar';
import type { Day, SpokenTime } from './spoken-time.ts';

const WEEKDAYS: readonly Day[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The soonest free hour within what somebody said; null when none of them is. */
export function slotMeant<Slot extends { from: Date }>(
  said: SpokenTime,
  slots: readonly Slot[],
  now: Date,
  zone: string,
): Slot | null {
  return slots.find(({ from }) => isOnDay(said.day, from, now, zone) && isWithin(said, from, zone)) ?? null;
}

function isOnDay(day: Day, at: Date, now: Date, zone: string): boolean {
  const date = isoLocalDate(at, zone);
  switch (day) {
    case 'any':
      return true;
    case 'today':
      return date === isoLocalDate(now, zone);
    case 'tomorrow':
      return date === isoLocalDate(addLocalDays(now, 1, zone), zone);
    case 'after-tomorrow':
      return date === isoLocalDate(addLocalDays(now, 2, zone), zone);
    default:
      return WEEKDAYS[new Date(`${date}T12:00:00Z`).getUTCDay()] === day;
  }
}

function isWithin({ from, to }: SpokenTime, at: Date, zone: string): boolean {
  if (from === null || to === null) return true;
  const wall = new Intl.DateTimeFormat('fr', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const time = wall.format(at);
  return time >= from && time < to;
}
