import type { FieldError } from '#platform/http';
import type { Language } from '#platform/values';
import type { Reach } from './rules/reach.ts';

export type { Reach };

export type Channel = 'sms' | 'email';

/** What a till, a CRM or a file says of a customer: null clears a field, undefined leaves it as it is. */
export interface CustomerInput {
  externalId: string;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  /** Any usual national form, read in the customer's country. */
  phone?: string | null;
  /** BCP 47 */
  locale?: string | null;
  /** IANA */
  timeZone?: string | null;
  /** ISO 3166, two letters */
  country?: string | null;
  segment?: string | null;
  vip?: boolean | null;
  /** Works for us. */
  employee?: boolean | null;
  /** Key of a site. */
  site?: string | null;
  /** Customer since: `2024-03-01`. */
  since?: string | null;
  attributes?: Record<string, unknown> | null;
  consents?: { sms?: boolean | null; email?: boolean | null } | null;
}

export interface CustomerKeys {
  /** Blind indexes of the customer's phone and e-mail, and of `customer:<id>`, sorted. */
  readonly ownKeys: Buffer[];
  /** Own keys and those of every customer linked through a shared phone or e-mail, sorted: one person for pressure. */
  readonly personKeys: Buffer[];
  /** Those of the person keys that are phones and e-mails: locked while somebody decides about the person. */
  readonly contactKeys: Buffer[];
}

export interface Customer extends CustomerKeys {
  readonly id: string;
  readonly externalId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly country: string;
  readonly segment: string | null;
  readonly vip: boolean;
  /** Works for us: asked by the employee barometer alone. */
  readonly employee: boolean;
  /** An employee, or somebody who shares a phone or a mailbox with one: asked nothing that is for customers. */
  readonly insider: boolean;
  readonly site: string | null;
  readonly reach: Readonly<Record<Channel, Reach>>;
  readonly erased: boolean;
}

export type Upserted = { customer: Customer; created: boolean } | { errors: FieldError[] };

export interface Suppression {
  customer: string;
  channel: Channel;
  /** Why the contact point does not work, in the provider's or our own word. */
  cause: string;
  /** Until when; for ever when absent. */
  until?: Date;
}

export interface OptOut {
  customer: string;
  channel: Channel | 'all';
  /** Where it was said: `sms`, `page`, `api`, `staff`, `pause`. */
  source: string;
  /** A pause: until when. For ever when absent. */
  until?: Date;
}

export type OptIn = Omit<OptOut, 'until'>;

/** A contact point itself, whoever holds it now, and where nobody does. */
export interface ContactPoint {
  readonly channel: Channel;
  /** E.164 or e-mail address, in clear. */
  readonly to: string;
}

/** What somebody refused on a channel, and until when; null for ever. */
export interface Refused {
  readonly channel: Channel;
  readonly until: Date | null;
}

export interface Site {
  readonly key: string;
  readonly name: string;
  readonly region: string | null;
  readonly country: string;
  readonly holidayRegion: string | null;
  readonly timeZone: string;
  readonly position: number;
  /** Key of its brand; null: the default one. */
  readonly brand: string | null;
}

/** What is said of a shop; what is not takes its default. */
export type SiteInput = Pick<Site, 'name'> & Partial<Omit<Site, 'key' | 'name'>>;
