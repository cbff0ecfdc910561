import type { Vault } from '#platform/crypto';
import { languageOf } from '#platform/values';
import type { Customer } from './customer.ts';
import type { CustomerRow } from './customers.repository.ts';
import { ownKeys } from './rules/persons.ts';
import { reach } from './rules/reach.ts';
import { whereabouts } from './rules/whereabouts.ts';

/** What other stations see of a customer: whom to address, how to reach them, and which person they are; no contact points. */
export function customerOf(row: CustomerRow, personKeys: Buffer[]): Customer {
  return {
    id: row.id,
    externalId: row.externalId,
    firstName: row.firstName,
    lastName: row.lastName,
    language: languageOf(row.locale ?? undefined, 'fr'),
    ...whereabouts(row),
    segment: row.segment,
    vip: row.vip,
    site: row.site,
    reach: reachOf(row),
    erased: row.erased,
    ownKeys: ownKeys(row),
    personKeys,
  };
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
