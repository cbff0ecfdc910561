import type { QuietOutside, Span } from '#platform/calendar';

/**
 * Hours no setting can exceed, whatever the day: the French SMS charter of 2026 (af2m), 08:00 to 21:30 where the recipient is;
 * kept for e-mail too. It tolerates Sundays and public holidays without recommending them. Source: domain reference 3.8.
 */
export const CHARTER: Span = { from: '08:00', to: '21:30' };

/** Until somebody sets them: all that the charter leaves open, but for public holidays; a Sunday is a touchpoint's own choice. */
export const UNSET: QuietOutside = { days: [1, 2, 3, 4, 5, 6, 7], ...CHARTER, holidays: false };

interface Fault {
  readonly path: 'days' | 'from' | 'to';
  readonly code: string;
  readonly message: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What cannot be set: times that are none, outside the charter's hours, or in no order; no day at all. */
export function faultsOfQuiet({ days, from, to }: QuietOutside): Fault[] {
  const times = [['from', from] as const, ['to', to] as const].flatMap(([path, time]) => timeFault(path, time));
  const order = times.length === 0 && from >= to ? [fault('to', 'ends-before', 'is not after the start')] : [];
  const none = days.some((day) => Number.isInteger(day) && day >= 1 && day <= 7)
    ? []
    : [fault('days', 'no-day', 'has no day')];
  return [...times, ...order, ...none];
}

function timeFault(path: 'from' | 'to', time: string): Fault[] {
  if (!TIME.test(time)) return [fault(path, 'wrong-format', 'is not a time of day, 08:00')];
  const isOutside = time < CHARTER.from || time > CHARTER.to;
  return isOutside ? [fault(path, 'outside-charter', `is not between ${CHARTER.from} and ${CHARTER.to}`)] : [];
}

function fault(path: Fault['path'], code: string, message: string): Fault {
  return { path, code, message };
}
