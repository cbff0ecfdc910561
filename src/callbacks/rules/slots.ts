import { businessTimeBetween, type BusinessCalendar } from '#platform/calendar';

/** An hour in which a customer may be called. */
export interface Slot {
  from: Date;
  to: Date;
}

const SLOT_MS = 3_600_000;
/** Nobody is promised a call sooner: somebody must see the case first. */
const NOTICE_MS = 30 * 60_000;
const AHEAD_DAYS = 7;

/**
 * The hours a team is open and not yet promised to as many customers as it has people, soonest first, within a week.
 * `taken` holds the beginnings of the hours already promised, one for each customer.
 */
export function freeSlots(
  now: Date,
  calendar: BusinessCalendar,
  { taken, people, most }: { taken: readonly Date[]; people: number; most: number },
): Slot[] {
  const slots: Slot[] = [];
  const end = now.getTime() + AHEAD_DAYS * 86_400_000;
  for (
    let at = Math.ceil((now.getTime() + NOTICE_MS) / SLOT_MS) * SLOT_MS;
    at < end && slots.length < most;
    at += SLOT_MS
  ) {
    const slot = { from: new Date(at), to: new Date(at + SLOT_MS) };
    const promised = taken.filter((one) => one >= slot.from && one < slot.to).length;
    if (promised < Math.max(people, 1) && businessTimeBetween(slot.from, slot.to, calendar) === 1) slots.push(slot);
  }
  return slots;
}
