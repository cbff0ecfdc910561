import { isZone } from '#platform/calendar';
import { normaliseEmail, parsePhone } from '#platform/values';
import { readAttributes } from './attributes.ts';
import { expected, problem, readText, type InputError } from './text.ts';

/** What an input says of a customer, normalised: null clears, an absent field stays as it is. */
export interface CustomerPatch {
  externalId: string;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  phone?: { e164: string; canReceiveSms: boolean; country: string } | null;
  locale?: string | null;
  timeZone?: string | null;
  country?: string | null;
  segment?: string | null;
  vip?: boolean;
  employee?: boolean;
  site?: string | null;
  since?: string | null;
  attributes?: Record<string, unknown>;
  consentSms?: boolean | null;
  consentEmail?: boolean | null;
}

export interface ReadOptions {
  /** ISO 3166 country in which a national number is read when the input names none. */
  country: string;
  /** Demonstration and test data only. */
  allowFiction: boolean;
}

type Field = keyof typeof readers;
type Reading = { value: Partial<CustomerPatch> } | { error: InputError };

const LONGEST_ID = 128;

/**
 * Reads what a till, a CRM or a file sent: every bad field is named, unknown ones included, and nothing is cut or guessed.
 * An empty text clears as null does. Lengths are in UTF-16 units.
 */
export function readCustomer(
  input: unknown,
  options: ReadOptions,
): { value: CustomerPatch } | { errors: InputError[] } {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { errors: [expected('', 'an object')] };
  const given = input as Record<string, unknown>;
  const country = readCountry(given['country']);
  const setting = { ...options, country: ('value' in country && country.value.country) || options.country };
  const errors: InputError[] = [];
  const value: Partial<CustomerPatch> = {};
  for (const [name, field] of Object.entries(given)) {
    if (field === undefined) continue;
    for (const reading of isField(name) ? readers[name](field, setting) : [unknown(name)]) {
      if ('error' in reading) errors.push(reading.error);
      else Object.assign(value, reading.value);
    }
  }
  if (given['externalId'] === undefined) errors.unshift(problem('externalId', 'required', 'is required'));
  return errors.length > 0 ? { errors } : { value: value as CustomerPatch };
}

/** An external id: 1 to 128 characters in one line, matched as written, without the space around it. */
export function readExternalId(value: unknown): { value: string } | { error: InputError } {
  const reading = readText('externalId', value ?? null, LONGEST_ID);
  if ('error' in reading) return reading;
  return reading.value === null
    ? { error: problem('externalId', 'required', 'is required') }
    : { value: reading.value };
}

const readers = {
  externalId: (value: unknown) => [read(readExternalId(value), 'externalId')],
  firstName: text('firstName', 100),
  lastName: text('lastName', 100),
  email: (value: unknown) => [readEmail(value)],
  phone: (value: unknown, options: ReadOptions) => [readPhone(value, options)],
  locale: (value: unknown) => [checked('locale', value, 35, localeOf, 'is not a BCP 47 locale')],
  timeZone: (value: unknown) => [checked('timeZone', value, 64, zoneOf, 'is not an IANA time zone')],
  country: (value: unknown) => [readCountry(value)],
  segment: text('segment', 64),
  vip: (value: unknown) => [readFlag('vip', value)],
  employee: (value: unknown) => [readFlag('employee', value)],
  site: text('site', 64),
  since: (value: unknown) => [checked('since', value, 10, dateOf, 'is not a date such as 2024-03-01')],
  attributes: (value: unknown) => [read(readAttributes(value), 'attributes')],
  consents: readConsents,
} satisfies Record<string, (value: unknown, options: ReadOptions) => Reading[]>;

function isField(name: string): name is Field {
  return Object.hasOwn(readers, name);
}

function unknown(name: string): Reading {
  return { error: problem(name.slice(0, 100), 'unknown-field', 'is not a field of a customer') };
}

function read(reading: { value: unknown } | { error: InputError }, field: keyof CustomerPatch): Reading {
  return 'error' in reading ? reading : { value: { [field]: reading.value } };
}

function text(field: keyof CustomerPatch, max: number): (value: unknown) => Reading[] {
  return (value) => [read(readText(field, value, max), field)];
}

/** A text that must mean something: `meaning` gives it in its usual form, or null. */
function checked(
  field: keyof CustomerPatch,
  value: unknown,
  max: number,
  meaning: (text: string) => string | null,
  message: string,
): Reading {
  const reading = readText(field, value, max);
  if ('error' in reading || reading.value === null) return read(reading, field);
  const meant = meaning(reading.value);
  return meant === null
    ? { error: problem(field, `${field.toLowerCase()}-invalid`, message) }
    : { value: { [field]: meant } };
}

function readEmail(value: unknown): Reading {
  return checked('email', value, 254, normaliseEmail, 'is not an e-mail address');
}

function readPhone(value: unknown, { country, allowFiction }: ReadOptions): Reading {
  const reading = readText('phone', value, 40);
  if ('error' in reading) return reading;
  if (reading.value === null) return { value: { phone: null } };
  const phone = parsePhone(reading.value, country, { allowFiction });
  if ('problem' in phone)
    return { error: problem('phone', 'phone-invalid', `is not a phone number (read in ${country})`) };
  const { e164, canReceiveSms } = phone;
  return { value: { phone: { e164, canReceiveSms, country: phone.country } } };
}

function readCountry(value: unknown): { value: { country?: string | null } } | { error: InputError } {
  if (value === undefined) return { value: {} };
  return checked('country', value, 2, countryOf, 'is not an ISO 3166 country of two letters') as ReturnType<
    typeof readCountry
  >;
}

function readFlag(field: 'vip' | 'employee', value: unknown): Reading {
  if (value === null) return { value: { [field]: false } };
  return typeof value === 'boolean' ? { value: { [field]: value } } : { error: expected(field, 'true or false') };
}

const CONSENTS = { sms: 'consentSms', email: 'consentEmail' } as const;

function readConsents(value: unknown): Reading[] {
  if (value === null) return [{ value: { consentSms: null, consentEmail: null } }];
  if (typeof value !== 'object' || Array.isArray(value)) return [{ error: expected('consents', 'an object') }];
  return Object.entries(value as object).flatMap(([channel, consent]: [string, unknown]): Reading[] => {
    if (consent === undefined) return [];
    const path = `consents.${channel.slice(0, 100)}`;
    if (channel !== 'sms' && channel !== 'email')
      return [{ error: problem(path, 'unknown-field', 'is not a channel') }];
    if (consent !== null && typeof consent !== 'boolean') return [{ error: expected(path, 'true, false or null') }];
    return [{ value: { [CONSENTS[channel]]: consent } }];
  });
}

const locales = new Map<string, string | null>();
const MOST_LOCALES = 1_000;

function localeOf(text: string): string | null {
  const known = locales.get(text);
  if (known !== undefined) return known;
  if (locales.size >= MOST_LOCALES) locales.clear();
  const locale = findLocale(text);
  locales.set(text, locale);
  return locale;
}

function findLocale(text: string): string | null {
  const tag = text.replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function zoneOf(text: string): string | null {
  return isZone(text) ? text : null;
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function countryOf(text: string): string | null {
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) ? code : null;
}

function dateOf(text: string): string | null {
  const date = /^(19|20)\d\d-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
