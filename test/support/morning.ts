import { DateTime } from 'luxon';
import type { Clock } from '#platform/clock';

const FROM_HOUR = 8;
const TO_HOUR = 18;
const MORNING_HOUR = 10;

/**
 * Whenever tests run, it is daytime in Paris, and the next morning where it is not: what is sent in an hour is sent, before the
 * quiet hours of the evening.
 */
export function itIsDay(clock: Clock): void {
  const now = DateTime.fromJSDate(clock.now(), { zone: 'Europe/Paris' });
  if (now.hour >= FROM_HOUR && now.hour < TO_HOUR) return;
  const days = now.hour < FROM_HOUR ? 0 : 1;
  const morning = now.plus({ days }).set({ hour: MORNING_HOUR, minute: 0 });
  clock.shift(clock.offsetMs + morning.toMillis() - now.toMillis());
}
