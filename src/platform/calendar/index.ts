export { addBusinessTime, businessTimeBetween } from './business-time.ts';
export type { BusinessCalendar } from './business-time.ts';
export { createHolidays, hasHolidaysOfItsOwn, isHoliday } from './holidays.ts';
export type { Holidays, Place } from './holidays.ts';
export { addLocalDays, isoLocalDate, localDayOf, localDaysBetween, startOfLocalDay } from './local-days.ts';
export { everOpens, nextSendTime, sendWindowEnd } from './send-window.ts';
export type { SendRules, SendWindow } from './send-window.ts';
export type { Span } from './wall-time.ts';
export { inZone, isZone } from './zones.ts';
