import type { CustomerPatch } from './read-customer.ts';

/** What is kept of a customer; contact points by their blind index. */
export interface Content {
  firstName: string | null;
  lastName: string | null;
  phoneKey: Buffer | null;
  /** Whether the number takes SMS: a landline or a premium number does not. */
  phoneSms: boolean;
  /** ISO 3166, or 001 */
  phoneCountry: string | null;
  emailKey: Buffer | null;
  locale: string | null;
  timeZone: string | null;
  country: string | null;
  segment: string | null;
  vip: boolean;
  employee: boolean;
  site: string | null;
  since: string | null;
  attributes: Record<string, unknown>;
  consentSms: boolean | null;
  consentEmail: boolean | null;
}

export const BLANK: Readonly<Content> = {
  firstName: null,
  lastName: null,
  phoneKey: null,
  phoneSms: false,
  phoneCountry: null,
  emailKey: null,
  locale: null,
  timeZone: null,
  country: null,
  segment: null,
  vip: false,
  employee: false,
  site: null,
  since: null,
  attributes: {},
  consentSms: null,
  consentEmail: null,
};

const PLAIN = [
  'firstName',
  'lastName',
  'locale',
  'timeZone',
  'country',
  'segment',
  'vip',
  'employee',
  'site',
  'since',
  'attributes',
  'consentSms',
  'consentEmail',
] as const satisfies (keyof Content & keyof CustomerPatch)[];

/** Blind index of a normalised contact point. E-mail is matched whatever its case: `Lea@` and `lea@` are one mailbox. */
export type KeyOf = (normalised: string) => Buffer;

export function emailKey(email: string, keyOf: KeyOf): Buffer {
  return keyOf(email.toLowerCase());
}

/** The content as the patch leaves it, and the names of the fields it changes; none when it says nothing new. */
export function patched(
  current: Readonly<Content>,
  patch: CustomerPatch,
  keyOf: KeyOf,
): { content: Content; changed: string[] } {
  const next: Content = { ...current };
  for (const field of PLAIN) if (patch[field] !== undefined) Object.assign(next, { [field]: patch[field] });
  if (patch.phone !== undefined) {
    next.phoneKey = patch.phone && keyOf(patch.phone.e164);
    next.phoneSms = patch.phone?.canReceiveSms ?? false;
    next.phoneCountry = patch.phone?.country ?? null;
  }
  if (patch.email !== undefined) next.emailKey = patch.email === null ? null : emailKey(patch.email, keyOf);
  const changed: string[] = PLAIN.filter((field) => !sameJson(current[field], next[field]));
  if (!sameKey(current.phoneKey, next.phoneKey)) changed.push('phone');
  if (!sameKey(current.emailKey, next.emailKey)) changed.push('email');
  return { content: next, changed };
}

function sameKey(a: Buffer | null, b: Buffer | null): boolean {
  return a && b ? a.equals(b) : a === b;
}

/** Equal as JSON, whatever the order of names: the database keeps its own. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return ordered(a) === ordered(b);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
