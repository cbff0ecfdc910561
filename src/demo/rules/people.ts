import type { CustomerInput } from '#customers';
import { Chance } from './chance.ts';
import { ENGLISH_NAMES, FIRST_NAMES, LAST_NAMES } from './names.ts';
import { SITES } from './network.ts';
import type { Year } from './seasons.ts';

/** One customer of the demonstration. */
export interface DemoPerson {
  /** 0, 1, 2 …: who they are follows from it and the seed. */
  readonly n: number;
  readonly externalId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: 'fr' | 'en';
  readonly segment: 'Nouveau' | 'Régulier' | 'Fidèle' | 'Pro';
  readonly vip: boolean;
  readonly site: string;
  /** How many days before the story's last day they became a customer. */
  readonly sinceDays: number;
  readonly consents: { readonly sms?: false; readonly email?: false };
  /** How easily they are pleased, in deviations. */
  readonly kindness: number;
  /** How readily they answer: 1 is usual. */
  readonly readiness: number;
  readonly shops: boolean;
  readonly orders: boolean;
}

const SHARES_CONTACT = 0.08;
const ENGLISH = 0.06;

/** Whose year is told: the others have bought nothing in it, and are known by their e-mail alone. */
export const ACTIVE = 7_000;
/** With about twelve thousand who can be asked. */
export const EVERYBODY = 13_000;

/** 7,000 different numbers: the last 3,000 of the range are left to readers and tests. */
const NUMBERS = 7_000;
const STRIDE = 3_571;

/** The person of this number. `first`: nobody before them to share a phone or an e-mail with. */
export function personOf(seed: string, n: number, { first }: { first: boolean }): DemoPerson {
  const alone = soloOf(seed, n);
  if (first || !alone.shares) return alone.person;
  const { person: other } = soloOf(seed, n - 1);
  const family = { ...alone.person, lastName: other.lastName, language: other.language };
  return alone.sharesPhone && other.phone ? { ...family, phone: other.phone } : { ...family, email: other.email };
}

/** Which person an external id is of; null when it is nobody's of the demonstration. */
export function numberOf(externalId: string): number | null {
  const [, digits] = /^alize-(\d{5})$/.exec(externalId) ?? [];
  return digits === undefined ? null : Number(digits) - 1;
}

/** Who has bought nothing in the year; they share nothing with anybody. */
export function quietPeople(seed: string): DemoPerson[] {
  return Array.from({ length: EVERYBODY - ACTIVE }, (_, n) => personOf(seed, ACTIVE + n, { first: true }));
}

/** As a till or a web shop would tell of them. */
export function customerOf(
  { externalId, firstName, lastName, phone, email, language, sinceDays, ...person }: DemoPerson,
  year: Year,
): CustomerInput {
  const { segment, vip, site, consents } = person;
  return {
    ...{ externalId, firstName, lastName, phone, email, locale: language, segment, vip, site },
    since: year.dateOf(sinceDays),
    ...(Object.keys(consents).length > 0 && { consents }),
  };
}

function soloOf(seed: string, n: number): { person: DemoPerson; shares: boolean; sharesPhone: boolean } {
  const chance = new Chance(`${seed} person ${n}`);
  const language = chance.happens(ENGLISH) ? 'en' : 'fr';
  const [firstName, lastName] =
    language === 'en' ? chance.pick(ENGLISH_NAMES) : [chance.pick(FIRST_NAMES), chance.pick(LAST_NAMES)];
  const reach = reachOf(chance, n, `${firstName}.${lastName}`);
  const segment = chance.weighted([
    ['Régulier', 52],
    ['Nouveau', 22],
    ['Fidèle', 20],
    ['Pro', 6],
  ] as const);
  const person: DemoPerson = {
    n,
    externalId: `alize-${String(n + 1).padStart(5, '0')}`,
    ...{ firstName, lastName: lastName.replace('-', ' '), language, segment, ...reach },
    vip: segment === 'Fidèle' && chance.happens(0.15),
    site: chance.weighted(SITES.map(({ key, size }) => [key, size] as const)),
    sinceDays: segment === 'Nouveau' ? chance.whole(5, 360) : chance.whole(370, 2_600),
    consents: {
      ...(chance.happens(0.02) && { sms: false as const }),
      ...(chance.happens(0.02) && { email: false as const }),
    },
    kindness: chance.normal() * 0.45,
    readiness: Math.exp(chance.normal() * 0.5),
    ...waysOf(chance),
  };
  return { person, shares: chance.happens(SHARES_CONTACT), sharesPhone: chance.happens(0.6) };
}

function reachOf(chance: Chance, n: number, name: string): Pick<DemoPerson, 'phone' | 'email'> {
  const mailbox = `${mailboxOf(name)}${n + 1}@example.test`;
  if (n >= ACTIVE) return { phone: null, email: mailbox };
  const number = String((n * STRIDE + 17) % NUMBERS).padStart(4, '0');
  const digits = `${number.slice(0, 2)} ${number.slice(2)}`;
  const kind = chance.weighted([
    ['mobile', 84],
    ['fixed', 4],
    ['none', 12],
  ] as const);
  const phone = kind === 'none' ? null : `${kind === 'mobile' ? '06 39 98' : '01 99 00'} ${digits}`;
  const hasEmail = chance.happens(phone ? 0.82 : 0.94);
  return { phone, email: hasEmail ? mailbox : null };
}

function mailboxOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
}

function waysOf(chance: Chance): Pick<DemoPerson, 'shops' | 'orders'> {
  return chance.weighted([
    [{ shops: true, orders: false }, 58],
    [{ shops: false, orders: true }, 24],
    [{ shops: true, orders: true }, 18],
  ]);
}
