import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Language } from '#platform/values';
import { localeOf } from './language.ts';

/** How numbers, scores, money, phones are written for people. Times are in `format-times.ts`. */

const FIXED = '\u00a0';
const MINUS = '\u2212';

export interface NumberStyle {
  /** Digits after the decimal mark: at most (`digits`), or always (`fixed`). */
  digits?: number;
  fixed?: number;
}

export function number(language: Language, value: number, style: NumberStyle = {}): string {
  return written(language, value, digitsOf(style, 2));
}

/** `value` is a share between 0 and 1: 0.42 is "42 %" in French, "42%" in English. */
export function percent(language: Language, value: number, style: NumberStyle = {}): string {
  return written(language, value, { style: 'percent', ...digitsOf(style, 0) });
}

/** A score or a change that carries its sign: +35, −12, 0. */
export function signed(language: Language, value: number, style: NumberStyle = {}): string {
  return written(language, value, { signDisplay: 'exceptZero', ...digitsOf(style, 1) });
}

/** `minor` is in the currency's smallest unit: 2000 EUR is "20 €". */
export function money(language: Language, minor: number, currency: string): string {
  const places =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const value = minor / 10 ** places;
  const whole = Number.isInteger(value) ? 0 : places;
  return written(language, value, {
    style: 'currency',
    currency,
    minimumFractionDigits: whole,
    maximumFractionDigits: whole,
  });
}

/** An E.164 number as its reader dials it: national form at home, international elsewhere. Unknown text is left as it is. */
export function phone(e164: string, home = 'FR'): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  const text = parsed.country === home ? parsed.formatNational() : parsed.formatInternational();
  return text.replaceAll(' ', FIXED);
}

function digitsOf(style: NumberStyle, most: number): Intl.NumberFormatOptions {
  if (style.fixed !== undefined) return { minimumFractionDigits: style.fixed, maximumFractionDigits: style.fixed };
  return { maximumFractionDigits: style.digits ?? most };
}

function written(language: Language, value: number, options: Intl.NumberFormatOptions): string {
  const text = new Intl.NumberFormat(localeOf[language], options).format(value === 0 ? 0 : value);
  // Zero after rounding has no sign; ICU's French puts a narrow space before % and €, printers a full one.
  const unsigned = /[1-9]/.test(text) ? text : text.replace(/[-+]/, '');
  return unsigned.replace('-', MINUS).replace(/[\u202f\s]([%€$£])/, `${FIXED}$1`);
}
