import fc from 'fast-check';
import { v7 } from 'uuid';
import { CustomersModule, CustomersService, type Customer } from '#customers';
import { Clock } from '#platform/clock';
import { askOf, PressureModule, PressureService, type Ask, type Verdict } from '#pressure';
import { reserve } from '../../test/support/asking.ts';
import {
  aPolicy,
  anInterleaving,
  goesAt,
  PlainPressure,
  type Act,
  type Noted,
  type Wished,
} from '../../test/support/pressure-model.ts';
import { startStation, type Station } from '../../test/support/station.ts';

const FAMILY = ['anna', 'bela', 'cleo'];
const NAMES = [...FAMILY, 'dana'];
const household = (customer: string) => (FAMILY.includes(customer) ? FAMILY : [customer]);
const START = Date.parse('2026-03-10T09:00:00Z');

let station: Station;
let pressure: PressureService;
let clock: Clock;
let run = 0;

beforeAll(async () => {
  station = await startStation(CustomersModule, PressureModule);
  pressure = station.get(PressureService);
  clock = station.get(Clock);
}, 60_000);

afterAll(() => station.close());

/** Anna and Bela share a phone, Bela and Cleo a mailbox: one household, though Anna and Cleo share nothing. Dana lives alone. */
async function people(): Promise<Map<string, Customer>> {
  run += 1;
  const phone = (n: number) => `+3361${String(run).padStart(4, '0')}${String(n).padStart(3, '0')}`;
  const upserted = await station.get(CustomersService).upsertMany([
    { externalId: `anna-${run}`, phone: phone(1), email: `anna${run}@example.test` },
    { externalId: `bela-${run}`, phone: phone(1), email: `home${run}@example.test` },
    { externalId: `cleo-${run}`, phone: phone(2), email: `home${run}@example.test` },
    { externalId: `dana-${run}`, phone: phone(3), email: `dana${run}@example.test` },
  ]);
  return new Map(NAMES.map((name, n) => [name, (upserted[n] as { customer: Customer }).customer]));
}

function wishOf({ customer: _, ...wish }: Wished, customer: Customer, now: Date): Ask {
  return askOf(customer, { ...wish, invitation: v7(), sendAt: goesAt(wish, now) });
}

/** Orders in which what was granted at once could have been granted one after the other; several at once leave it open. */
function* orders<Of>(of: readonly Of[]): Generator<Of[]> {
  if (of.length === 0) yield [];
  for (const [n, first] of of.entries())
    for (const others of orders(of.filter((_, m) => m !== n))) yield [first, ...others];
}

/** Notes what was granted in an order that the list allows. */
function accept(plain: PlainPressure, granted: readonly { id: string; wish: Wished }[], now: Date): boolean {
  const before = plain.noted.length;
  for (const order of orders(granted)) {
    if (order.every(({ id, wish }) => plain.mayAsk(wish, now) && plain.note(id, wish, now))) return true;
    plain.noted.length = before;
  }
  return false;
}

async function change(plain: PlainPressure, what: Exclude<Act['do'], 'ask' | 'wait'>, which: number, now: Date) {
  const noted: Noted | undefined = plain.noted[which % Math.max(1, plain.noted.length)];
  if (!noted || noted.released) return;
  if (what === 'send') {
    noted.at = now;
    await pressure.noteSent([noted.id], now);
  } else if (what === 'release') {
    noted.released = true;
    await pressure.release(noted.id);
  } else if (what === 'answer') {
    noted.answered ??= now;
    await pressure.noteAnswer(noted.id, now);
  } else {
    noted.reminders.push(now);
    await pressure.noteReminders([noted.id], now);
  }
}

describe('on a real database, whatever comes at once', () => {
  it('is never above the cap, and never refuses below it', async () => {
    await fc.assert(
      fc.asyncProperty(aPolicy(), anInterleaving(NAMES, { together: 4 }), async (rules, acts) => {
        const customers = await people();
        await pressure.changePolicy(rules);
        const plain = new PlainPressure(rules, 'Europe/Paris', household);
        let now = new Date(START);
        for (const act of acts) {
          if (act.do === 'wait') now = new Date(now.getTime() + act.hours * 3_600_000);
          else if (act.do !== 'ask') await clock.at(now, () => change(plain, act.do, act.which, now));
          else {
            const asks = act.wishes.map((wish) => wishOf(wish, customers.get(wish.customer) as Customer, now));
            const verdicts: Verdict[] = await clock.at(now, () =>
              Promise.all(asks.map((ask) => reserve(station, ask))),
            );
            const granted = act.wishes.flatMap((wish, n) =>
              verdicts[n]?.granted ? [{ id: asks[n]?.invitation ?? '', wish }] : [],
            );
            expect(accept(plain, granted, now)).toBe(true);
            const refused = act.wishes.filter((_, n) => !verdicts[n]?.granted);
            expect(refused.filter((wish) => plain.mayAsk(wish, now))).toEqual([]);
          }
        }
      }),
      { numRuns: 15 },
    );
  }, 240_000);

  it('gives a place back to one of many who want it at once', async () => {
    const dana = (await people()).get('dana') as Customer;
    await pressure.changePolicy([{ key: 'once', scope: 'all', windowDays: 30, cap: 1 }]);
    const wish: Wished = {
      customer: 'dana',
      touchpoint: 'call',
      temperature: 'hot',
      channel: 'sms',
      exempt: null,
      priority: 3,
      delayDays: 0,
    };
    const first = wishOf(wish, dana, clock.now());
    expect(await reserve(station, first)).toMatchObject({ granted: true });
    const several = () =>
      Promise.all(Array.from({ length: 8 }, () => reserve(station, wishOf(wish, dana, clock.now()))));
    expect((await several()).filter(({ granted }) => granted)).toHaveLength(0);
    await pressure.release(first.invitation);
    expect((await several()).filter(({ granted }) => granted)).toHaveLength(1);
  });
});
