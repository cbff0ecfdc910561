import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode, NumberType, PhoneNumber } from 'libphonenumber-js/max';

export type PhoneType = 'mobile' | 'fixed' | 'voip' | 'premium' | 'other';

/** `country` is ISO 3166, or `001` for a number that belongs to no country. */
export interface Phone {
  e164: string;
  type: PhoneType;
  country: string;
  canReceiveSms: boolean;
}

export interface PhoneOptions {
  /** Demonstration and test data only: takes the numbers ARCEP keeps for films and books. */
  allowFiction?: boolean;
}

const FRENCH_MOBILE = /^(?:6(?:[0-24-8]\d|3[0-8]|9[589])|7[3-9]\d)\d{6}$/;
const FRENCH_FICTION = /^\+33(?:19900|26191|35301|46571|53649|63998)\d{4}$/;

/** One national plan, five country codes: `0692 …` is written alike in Paris and in Saint-Denis. */
const FRENCH_PLAN: readonly CountryCode[] = ['FR', 'GP', 'MQ', 'GF', 'RE'];
const FRENCH_COUNTRIES: ReadonlySet<string> = new Set([...FRENCH_PLAN, 'YT', 'BL', 'MF']);

const TYPES: Partial<Record<Exclude<NumberType, undefined>, PhoneType>> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  VOIP: 'voip',
  PREMIUM_RATE: 'premium',
};

/**
 * Reads a phone number as people write it, in the given ISO 3166 country unless it says its own.
 * - A number of the French plan is found under its own country code, whichever French country was given.
 * - Where a country does not tell mobiles from fixed lines (North America), it counts as a mobile.
 * - Numbers of fiction are invalid unless allowed.
 * Source: libphonenumber's metadata; ARCEP for the ranges of fiction.
 */
export function parsePhone(
  input: string,
  country: string,
  { allowFiction = false }: PhoneOptions = {},
): Phone | { problem: 'invalid' } {
  const mobile = frenchMobile(input, country);
  if (mobile) return { e164: `+33${mobile}`, type: 'mobile', country: 'FR', canReceiveSms: true };

  const parsed = read(input, country);
  if (!parsed) return { problem: 'invalid' };
  if (FRENCH_FICTION.test(parsed.number)) return allowFiction ? fiction(parsed.number) : { problem: 'invalid' };
  if (parsed.isValid()) return describe(parsed);
  const elsewhere = FRENCH_COUNTRIES.has(parsed.country ?? country) && inFrenchPlan(parsed.nationalNumber);
  return elsewhere ? describe(elsewhere) : { problem: 'invalid' };
}

/** The common case in a large import, without the library: the nine digits of a mobile of metropolitan France. */
function frenchMobile(input: string, country: string): string | undefined {
  const digits = input.replace(/[ .\-\u00a0\u202f]/g, '');
  if (digits.startsWith('+33')) return FRENCH_MOBILE.exec(digits.slice(3))?.[0];
  return country === 'FR' && digits.startsWith('0') ? FRENCH_MOBILE.exec(digits.slice(1))?.[0] : undefined;
}

function read(input: string, country: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(input.trim(), { defaultCountry: country as CountryCode, extract: false });
}

function inFrenchPlan(national: string): PhoneNumber | undefined {
  return FRENCH_PLAN.map((country) => read(`0${national}`, country)).find((phone) => phone?.isValid());
}

function describe(phone: PhoneNumber): Phone {
  const type = TYPES[phone.getType() ?? 'PAGER'] ?? 'other';
  return { e164: phone.number, type, country: phone.country ?? '001', canReceiveSms: type === 'mobile' };
}

function fiction(e164: string): Phone {
  const type = e164.startsWith('+336') ? 'mobile' : 'fixed';
  return { e164, type, country: 'FR', canReceiveSms: type === 'mobile' };
}
