import type { Vault } from '#platform/crypto';
import { languageOf } from '#platform/values';
import type { Customer, CustomerKeys } from './customer.ts';
import type { CustomerRow } from './customers.repository.ts';
import { ownKeys, type Person } from './rules/persons.ts';
import { reach, type Reach } from './rules/reach.ts';
import { whereabouts } from './rules/whereabouts.ts';

/** What other stations see of a customer: whom to address, how to reach them, and which person they are; no contact points. */
export function customerOf(row: CustomerRow, person: Person | undefined): Customer {
  return {
    id: row.id,
    externalId: row.externalId,
    firstName: row.firstName,
    lastName: row.lastName,
    language: languageOf(row.locale ?? undefined, 'fr'),
    ...whereabouts(row),
    segment: row.segment,
    vip: row.vip,
    employee: row.employee,
    insider: row.insider,
    site: row.site,
    reach: reachOf(row),
    erased: row.erased,
    ...keysOf(row, person),
  };
}

export function keysOf(of: Parameters<typeof ownKeys>[0], person: Person | undefined): CustomerKeys {
  const own = ownKeys(of);
  return { ownKeys: own, personKeys: person?.keys ?? own, contactKeys: person?.contactKeys ?? [] };
}

function reachOf(row: CustomerRow): Customer['reach'] {
  return {
    sms: reach({
      present: row.phoneKey !== null,
      capable: row.phoneSms,
      optedOut: row.smsOptedOut,
      consent: row.consentSms,
      blocked: row.smsBlocked,
    }),
    email: reach({
      present: row.emailKey !== null,
      capable: true,
      optedOut: row.emailOptedOut,
      consent: row.consentEmail,
      blocked: row.emailBlocked,
    }),
  };
}

/** The customer as the API gives it: as it was put, contact points in their usual form. */
export function profileOf(row: CustomerRow, vault: Vault) {
  return {
    id: row.id,
    externalId: row.externalId,
    firstName: row.firstName,
    lastName: row.lastName,
    email: row.email && vault.open(row.email),
    phone: row.phone && vault.open(row.phone),
    locale: row.locale,
    timeZone: row.timeZone,
    country: row.country,
    segment: row.segment,
    vip: row.vip,
    employee: row.employee,
    site: row.site,
    since: row.since,
    attributes: row.attributes,
    consents: { sms: row.consentSms, email: row.consentEmail },
    optedOut: { sms: row.smsOptedOut, email: row.emailOptedOut },
    reach: reachOf(row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export type Profile = ReturnType<typeof profileOf>;

const TONES: Readonly<Record<Reach, { tone: string; icon: string }>> = {
  ok: { tone: 'happy', icon: 'check' },
  none: { tone: 'quiet', icon: 'minus' },
  'opted-out': { tone: 'late', icon: 'ban' },
  'no-consent': { tone: 'soon', icon: 'hand-stop' },
  blocked: { tone: 'late', icon: 'alert-triangle' },
  invalid: { tone: 'quiet', icon: 'phone-off' },
};

/** A customer as a row of a list: no contact point, only whether one reaches them. */
export function rowOf(row: CustomerRow) {
  const name = [row.firstName, row.lastName].filter(Boolean).join(' ') || row.externalId;
  const { sms, email } = reachOf(row);
  return {
    href: `/customers/${row.id}`,
    name,
    initials: initialsOf(name),
    externalId: row.externalId,
    segment: row.segment,
    vip: row.vip,
    employee: row.employee,
    site: row.siteName ?? row.site,
    sms: { ...TONES[sms], reach: sms },
    email: { ...TONES[email], reach: email },
    updatedAt: row.updatedAt,
  };
}

function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
