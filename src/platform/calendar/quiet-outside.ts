import { everOpens, type SendRules, type SendWindow } from './send-window.ts';

/** Days and hours of the whole organisation: outside of them nobody is written to, whatever a window says. */
export interface QuietOutside extends SendWindow {
  /** Whether public holidays of the recipient's country and region are days like others. */
  holidays: boolean;
}

/** Whether a window has a day and an hour that the organisation leaves open. */
export function leavesRoom(window: SendWindow, quiet: QuietOutside): boolean {
  return everOpens({ ...window, days: commonDays(window, quiet) }, quiet);
}

/**
 * A window within the organisation's days and hours, which go before it. They may have been narrowed after the window was set:
 * where nothing is left of its hours, or of its days, the organisation's take their place, that what waits goes out all the same.
 */
export function windowWithin(
  window: SendWindow,
  quiet: QuietOutside,
): Pick<SendRules, 'window' | 'closedOnHolidays' | 'hardCeiling'> {
  const days = commonDays(window, quiet);
  const { from, to } = everOpens({ ...window, days: quiet.days }, quiet) ? window : quiet;
  return {
    window: { days: days.length > 0 ? days : quiet.days, from, to },
    closedOnHolidays: !quiet.holidays,
    hardCeiling: { from: quiet.from, to: quiet.to },
  };
}

function commonDays(window: SendWindow, quiet: QuietOutside): number[] {
  return window.days.filter((day) => quiet.days.includes(day));
}
