import { v7 } from 'uuid';
import { CustomersModule, CustomersService, type Customer, type CustomerInput } from '#customers';
import { Clock } from '#platform/clock';
import { PressureModule, PressureService, type PressureRule } from '#pressure';
import { reserve } from '../../test/support/asking.ts';
import { startStation, type Station } from '../../test/support/station.ts';
import { PressurePeople } from './pressure-people.service.ts';

const NOW = new Date('2026-05-10T10:00:00Z');
const daysAgo = (n: number) => new Date(NOW.getTime() - n * 86_400_000);
const year: PressureRule = { key: 'year', scope: 'all', windowDays: 365, cap: 3 };
const month: PressureRule = { key: 'month', scope: 'hot', windowDays: 30, cap: 1 };

let station: Station;
let clock: Clock;
let pressure: PressureService;
let people: PressurePeople;
const known = new Map<string, Customer>();

beforeAll(async () => {
  station = await startStation(CustomersModule, PressureModule);
  clock = station.get(Clock);
  pressure = station.get(PressureService);
  people = station.get(PressurePeople);
  await aCustomer({ externalId: 'anna', phone: '+33698060001' });
  await aCustomer({ externalId: 'bela', phone: '+33698060001' });
  await aCustomer({ externalId: 'cleo', phone: '+33698060002' });
  await aCustomer({ externalId: 'dana', phone: '+33698060003' });
  await pressure.changePolicy([]);
  await asked('anna', daysAgo(200), { answered: true });
  await asked('bela', daysAgo(100));
  await asked('anna', daysAgo(10));
  await asked('cleo', daysAgo(20), { answered: true });
  await asked('cleo', daysAgo(60), { released: true });
  await asked('dana', daysAgo(40));
  await asked('dana', daysAgo(300), { answered: true });
  await pressure.changePolicy([month, year]);
}, 60_000);

afterAll(() => station.close());

async function aCustomer(input: CustomerInput): Promise<void> {
  known.set(input.externalId, (await station.get(CustomersService).upsert(input)).customer);
}

interface Became {
  readonly answered?: boolean;
  readonly released?: boolean;
  readonly reminded?: readonly Date[];
  readonly exempt?: string | null;
}

/** What a live decision counts. */
async function countedLive(name: string): Promise<number> {
  const { id: customer, ownKeys, personKeys, timeZone: zone } = known.get(name) as Customer;
  const of = { ownKeys, personKeys, zone, touchpoint: 'call', temperature: 'hot', channel: 'sms' } as const;
  const { steps } = await clock.at(NOW, () => pressure.check({ ...of, invitation: v7(), customer }));
  return Number(steps.find(({ rule }) => rule === 'cap')?.params['count']);
}

async function asked(
  name: string,
  at: Date,
  { answered = false, released = false, reminded = [], exempt = null }: Became = {},
): Promise<void> {
  const { id: customer, ownKeys, personKeys, timeZone: zone } = known.get(name) as Customer;
  const invitation = v7();
  const keys = { ownKeys, personKeys, zone };
  await clock.at(at, async () => {
    await reserve(station, {
      invitation,
      customer,
      ...keys,
      touchpoint: 'call',
      temperature: 'hot',
      channel: 'sms',
      exempt,
    });
    for (const one of reminded) await pressure.noteReminders([invitation], one);
    if (answered) await pressure.noteAnswer(invitation, at);
    if (released) await pressure.release(invitation);
  });
}

const overview = (key?: string, page: { cursor?: string; limit: number } = { limit: 10 }) =>
  clock.at(NOW, () => people.overview(key, page));
const nameOf = ({ customer }: { customer: string }) =>
  [...known].find(([, { id }]) => id === customer)?.[0] ?? customer;

describe('the spread over people', () => {
  it('counts a household as one person, and no place given back', async () => {
    const { bars } = await overview();
    expect(bars).toEqual([
      { days: 30, asked: 0, people: 1 },
      { days: 30, asked: 1, people: 2 },
      { days: 90, asked: 1, people: 3 },
      { days: 365, asked: 1, people: 1 },
      { days: 365, asked: 2, people: 1 },
      { days: 365, asked: 3, people: 1 },
    ]);
  });

  it('tells how many answer the first time, the second, the third', async () => {
    expect((await overview()).nths).toEqual([
      { nth: 1, asked: 3, answered: 3 },
      { nth: 2, asked: 2, answered: 0 },
      { nth: 3, asked: 1, answered: 0 },
    ]);
  });

  it('lists who holds all places of a rule but one, the fullest first, page by page', async () => {
    const { close } = await overview('year', { limit: 1 });
    expect(close.items.map(({ count }) => count)).toEqual([3]);
    expect(['anna', 'bela']).toContain(nameOf(close.items[0] as { customer: string }));
    const { close: next } = await overview('year', { limit: 1, cursor: close.nextCursor ?? '' });
    expect(next.items.map((one) => [nameOf(one), one.count])).toEqual([['dana', 2]]);
    expect(next.nextCursor).toBeNull();
  });

  it('counts as the rule does: reminders, and a household apart, where it says so', async () => {
    const messages: PressureRule = { key: 'messages', scope: 'all', windowDays: 30, cap: 3, countReminders: true };
    const own: PressureRule = { key: 'own', scope: 'all', windowDays: 365, cap: 2, apart: true };
    await pressure.changePolicy([month, year, messages, own]);
    await asked('dana', daysAgo(31), { reminded: [daysAgo(29), daysAgo(28)], exempt: 'after-callback' });
    const counted = async (key: string) =>
      (await overview(key)).close.items.map((one) => [nameOf(one), one.count]).sort();
    expect(await counted('messages')).toEqual([['dana', 2]]);
    expect(await counted('own')).toEqual([
      ['anna', 2],
      ['bela', 1],
      ['cleo', 1],
      ['dana', 3],
    ]);
    for (const [key, rule] of [
      ['messages', messages],
      ['own', own],
    ] as const)
      for (const [name, count] of await counted(key)) {
        await pressure.changePolicy([rule]);
        expect([key, name, await countedLive(String(name))]).toEqual([key, name, count]);
        await pressure.changePolicy([month, year, messages, own]);
      }
  });

  it('counts only what the rule speaks of, in its window', async () => {
    const { close } = await overview('month');
    expect(close.items.map(nameOf).map((name) => (name === 'bela' ? 'anna' : name))).toEqual(['anna', 'cleo']);
    expect((await overview('unknown')).close.rule?.key).toBe('year');
  });
});
