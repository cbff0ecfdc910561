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
  const first = [...visits(person, chance, year), ...orders(person, chance)];
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
  const often = { new: 1.3, regular: 2.1, loyal: 4, pro: 4.5 }[person.segment];
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
  const isNew = person.segment === 'new' || chance.happens(0.35);
  const again = countAround(chance, person.segment === 'loyal' || person.segment === 'pro' ? 2.2 : 0.8);
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

/** Some call about it, some come back with what broke. */
function afterwards(of: Drawn, chance: Chance): Drawn[] {
  const { site, attributes, daysAgo } = of;
  const calls = { delivery: 0.22, 'first-order': 0.1, 'store-visit': 0.03, call: 0, 'after-sales': 0 }[of.touchpoint];
  const returns = { delivery: 0.07, 'first-order': 0, 'store-visit': 0.035, call: 0, 'after-sales': 0 }[of.touchpoint];
  const after: Drawn[] = [];
  if (chance.happens(calls)) {
    const contacts = chance.weighted([[1, 6], [2, 3], [3, 1]]); // prettier-ignore
    const measures = {
      firstResponseSeconds: Math.round(90 * Math.exp(chance.normal() * 0.7)),
      handleSeconds: Math.round(420 * Math.exp(chance.normal() * 0.4)),
      ...{ contacts, resolvedAtFirstContact: contacts === 1 },
    };
    const call = { touchpoint: 'call' as const, channel: 'phone', agent: chance.pick(CALL_AGENTS), attributes: {} };
    after.push({ ...call, site, daysAgo: daysAgo - chance.whole(1, 12), hour: chance.between(9, 18), measures });
  }
  if (chance.happens(returns)) {
    const repair = { touchpoint: 'after-sales' as const, channel: 'workshop', agent: null, measures: {}, attributes };
    after.push({ ...repair, site, daysAgo: daysAgo - chance.whole(15, 70), hour: chance.between(9, 18) });
  }
  return after.filter((one) => one.daysAgo >= 0);
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
