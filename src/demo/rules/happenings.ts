import { Chance } from './chance.ts';
import type { TouchpointKey } from './corpus.ts';
import { CALL_AGENTS, SITES, WRONG } from './network.ts';
import type { DemoPerson } from './people.ts';
import { DAYS, type Year } from './seasons.ts';

/** Something that happened to somebody, as a till, the web shop or the help desk reports it. */
export interface Happening {
  readonly id: string;
  readonly person: DemoPerson;
  readonly touchpoint: TouchpointKey;
  readonly at: Date;
  /** Whole days before the story's last day. */
  readonly daysAgo: number;
  /** Reported that many days late: a shop whose line was down. */
  readonly lateDays: number;
  readonly site: string | null;
  readonly agent: string | null;
  readonly channel: string;
  readonly measures: Readonly<Record<string, number | boolean>>;
  readonly attributes: Readonly<Record<string, string | number>>;
}

type Drawn = Omit<Happening, 'id' | 'person' | 'lateDays' | 'at'> & { readonly hour: number };

const TRIES = 60;
const LATE = 0.008;
const PRODUCTS = 'sofa lamp table shelf mattress curtains rug wardrobe desk chair'.split(' ');

/** A person's year up to its last moment, in order. */
export function happeningsOf(person: DemoPerson, seed: string, year: Year): Happening[] {
  const chance = new Chance(`${seed} year ${person.n}`);
  const first = [...visits(person, chance, year), ...orders(person, chance), ...questions(person, chance)];
  return [...first, ...first.flatMap((one) => afterwards(one, chance))]
    .map(({ hour, ...one }) => ({ ...one, at: year.at(one.daysAgo, hour) }))
    .filter(({ at }) => at < year.today)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((one, n) => ({
      ...one,
      person,
      id: `${person.externalId}-${n + 1}`,
      lateDays: chance.happens(LATE) ? chance.whole(4, 6) : 0,
    }));
}

function visits(person: DemoPerson, chance: Chance, year: Year): Drawn[] {
  if (!person.shops) return [];
  const often = { Nouveau: 1.2, Régulier: 1.8, Fidèle: 3.2, Pro: 3.6 }[person.segment];
  return Array.from({ length: countAround(chance, often) }, () => {
    const site = chance.happens(0.9) ? person.site : chance.pick(SITES).key;
    const daysAgo = shoppingDay(person, chance, year);
    const queue = site === WRONG.site && daysAgo < WRONG.weeks * 7 ? 720 : 180;
    return {
      ...{ touchpoint: 'store-visit' as const, daysAgo, hour: chance.between(10, 19), site, channel: 'store' },
      agent: chance.pick(SITES.find(({ key }) => key === site)?.agents ?? CALL_AGENTS),
      measures: { waitSeconds: Math.round(queue * Math.exp(chance.normal() * 0.5)) },
      attributes: { basket: basket(chance, 70) },
    };
  });
}

/** An order, then its delivery; only somebody's first order is a moment of its own. */
function orders(person: DemoPerson, chance: Chance): Drawn[] {
  if (!person.orders) return [];
  const isNew = person.segment === 'Nouveau' || chance.happens(0.35);
  const again = countAround(chance, person.segment === 'Fidèle' || person.segment === 'Pro' ? 2.2 : 0.8);
  const days = Array.from({ length: again + (isNew ? 1 : 0) }, () => chance.whole(0, longAgo(person)));
  return days
    .sort((a, b) => b - a)
    .flatMap((daysAgo, n) => {
      const attributes = { basket: basket(chance, 160), product: chance.pick(PRODUCTS) };
      const of = { site: null, agent: null, channel: 'web', measures: {}, attributes };
      const order = { ...of, touchpoint: 'first-order' as const, daysAgo, hour: chance.between(8, 22.5) };
      const delivered = { ...of, touchpoint: 'delivery' as const, channel: 'carrier', hour: chance.between(9, 18) };
      const delivery = { ...delivered, daysAgo: daysAgo - chance.whole(3, 9) };
      return isNew && n === 0 ? [order, delivery] : [delivery];
    });
}

/** Calls about nothing that happened: opening hours, a size, a bill. */
function questions(person: DemoPerson, chance: Chance): Drawn[] {
  const daysAgo = () => chance.whole(0, longAgo(person));
  return Array.from({ length: countAround(chance, 0.22) }, () => call(chance, { site: null, daysAgo: daysAgo() }));
}

/** Some call about it, some come back with what broke. */
function afterwards({ touchpoint, site, attributes, daysAgo }: Drawn, chance: Chance): Drawn[] {
  const { calls, returns } = AFTER[touchpoint];
  const after: Drawn[] = [];
  if (chance.happens(calls)) after.push(call(chance, { site, daysAgo: daysAgo - chance.whole(1, 12) }));
  if (chance.happens(returns)) {
    const repair = { touchpoint: 'after-sales' as const, channel: 'workshop', agent: null, measures: {}, attributes };
    after.push({ ...repair, site, daysAgo: daysAgo - chance.whole(15, 70), hour: chance.between(9, 18) });
  }
  return after.filter((one) => one.daysAgo >= 0);
}

const AFTER: Readonly<Record<TouchpointKey, { calls: number; returns: number }>> = {
  'store-visit': { calls: 0.03, returns: 0.04 },
  'first-order': { calls: 0.1, returns: 0 },
  delivery: { calls: 0.2, returns: 0.08 },
  call: { calls: 0, returns: 0 },
  'after-sales': { calls: 0, returns: 0 },
};

function call(chance: Chance, about: Pick<Drawn, 'site' | 'daysAgo'>): Drawn {
  const contacts = chance.weighted([[1, 6], [2, 3], [3, 1]]); // prettier-ignore
  const measures = {
    firstResponseSeconds: Math.round(90 * Math.exp(chance.normal() * 0.7)),
    handleSeconds: Math.round(420 * Math.exp(chance.normal() * 0.4)),
    ...{ contacts, resolvedAtFirstContact: contacts === 1 },
  };
  const agent = chance.pick(CALL_AGENTS);
  return {
    ...about,
    touchpoint: 'call',
    channel: 'phone',
    agent,
    hour: chance.between(9, 18),
    measures,
    attributes: {},
  };
}

/** A day on which the shop is open; people go on Saturdays, and in the season. */
function shoppingDay(person: DemoPerson, chance: Chance, year: Year): number {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const daysAgo = chance.whole(0, longAgo(person));
    if (chance.happens(year.busyness(daysAgo))) return daysAgo;
  }
  return longAgo(person);
}

function longAgo({ sinceDays }: DemoPerson): number {
  return Math.min(DAYS - 1, sinceDays);
}

/** Some have few, some have many: geometric around the mean, never none for long. */
function countAround(chance: Chance, mean: number): number {
  let count = 0;
  while (chance.happens(mean / (1 + mean)) && count < 12) count += 1;
  return count;
}

function basket(chance: Chance, usual: number): number {
  return Math.round(usual * Math.exp(chance.normal() * 0.7) * 100) / 100;
}
