import type { Language } from '#platform/values';
import { localeOf } from './language.ts';

/** An instant (Date or ISO 8601 text), or a calendar date ("2026-05-23") that belongs to no time zone. */
export type Moment = Date | string;

export type DateStyle = 'long' | 'short' | 'weekday' | 'month' | 'numeric';

const FIXED = '\u00a0';

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

/** "23 mai 2026", "1er mai 2026", "mardi 23 mai", "23/05/2026". */
export function date(language: Language, value: Moment, timeZone: string, style: DateStyle = 'long'): string {
  const text = formatted(language, value, timeZone, styles[style]);
  const first = language === 'fr' && style !== 'numeric' ? text.replace(/(?<!\d)1 (?=\p{L})/u, '1er ') : text;
  return style === 'weekday' ? first.replace(',', '') : first;
}

/** 14:30 in both languages. */
export function time(language: Language, value: Moment, timeZone: string): string {
  return formatted(language, value, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** "23 mai 2026 à 14:30", "23 May 2026 at 14:30"; the short style leaves the year out. */
export function dateTime(language: Language, value: Moment, timeZone: string, style: DateStyle = 'long'): string {
  const joint = style === 'numeric' ? ' ' : language === 'fr' ? ` à${FIXED}` : ` at${FIXED}`;
  return `${date(language, value, timeZone, style)}${joint}${time(language, value, timeZone)}`;
}

const steps: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['minute', 60, 60 * 60],
  ['hour', 3600, 24 * 3600],
  ['day', 86_400, 14 * 86_400],
  ['week', 7 * 86_400, 60 * 86_400],
  ['month', 30.44 * 86_400, 365 * 86_400],
];

/** "il y a 5 min", "dans 2 h", "hier". Under a minute it is "maintenant". */
export function relative(language: Language, value: Moment, now: Date): string {
  const seconds = (instant(value).getTime() - now.getTime()) / 1000;
  const style = language === 'fr' ? 'short' : 'long';
  const words = new Intl.RelativeTimeFormat(localeOf[language], { numeric: 'auto', style });
  if (Math.abs(seconds) < 60) return words.format(0, 'second');
  const step = steps.find(([, , below]) => Math.abs(seconds) < below);
  const [unit, size] = step ?? (['year', 365.25 * 86_400] as const);
  return words.format(Math.trunc(seconds / size) || Math.sign(seconds), unit).replace(/(\d) /, `$1${FIXED}`);
}

/** Seconds, or an ISO 8601 duration ("PT30M", "P7D"), in its two largest units (or `most`): "2 h 5 min", "3 j", "45 s". */
export function duration(language: Language, value: number | string, most = 2): string {
  const total = Math.round(Math.abs(typeof value === 'number' ? value : secondsOf(value)));
  const units = [
    [language === 'fr' ? 'j' : 'd', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const at = units.findIndex(([, size]) => total >= size);
  if (at < 0) return `0${FIXED}s`;
  let rest = total;
  const parts = units.slice(at, at + most).flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count}${FIXED}${name}`] : [];
  });
  return parts.join(' ');
}

export function instant(value: Moment): Date {
  const result = typeof value === 'string' ? new Date(value) : value;
  if (Number.isNaN(result.getTime())) throw new Error(`Not a time: ${String(value)}`);
  return result;
}

function formatted(language: Language, value: Moment, zone: string, options: Intl.DateTimeFormatOptions): string {
  const timeZone = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? 'UTC' : zone;
  return new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone }).format(instant(value));
}

function secondsOf(iso: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso);
  if (!match) throw new Error(`Not a duration: ${iso}`);
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
