import { jest } from '@jest/globals';
import { redis, startRedis, type TestRedis } from '../support/redis.ts';
import { itWith, type Tool } from '../support/tool.ts';
import { addressOf, askAtOnce, crowdVisits, received, toTuesday } from './support/crowd.ts';
import { Fleet } from './support/fleet.ts';

const linux: Tool =
  process.platform === 'linux' ? { path: '/' } : { missing: 'several processes share a port at several addresses' };

/** Longer than a message stays in the hands of a process that is no more, and than the looks that follow. */
const LEASE_MS = 4 * 60_000;
const LOOK_MS = 2 * 60_000;

jest.setTimeout(180_000);

let fleet: Fleet;

afterEach(() => fleet.close());

const open = async (env?: Record<string, string>) => {
  fleet = await Fleet.start(env);
  await askAtOnce(fleet.api);
  await fleet.moveClock(toTuesday(await fleet.now()));
  await fleet.add('scheduler');
};

const arrived = () => fleet.count(`sandbox_message where direction = 'out'`);
const underWay = () => fleet.count(`message where status in ('waiting', 'sending', 'uncertain')`);
const toCome = () => fleet.count(`invitation where status = 'planned'`);

/** So many more have arrived than now. */
const more = async (count: number) => {
  const goal = (await arrived()) + count;
  await fleet.until(`Message ${goal}`, async () => (await arrived()) >= goal);
};

/** Whatever a process that is no more had in hand is looked for, and sent where it was not found. */
const comesToRest = async () => {
  await fleet.until('The rest', async () => (await toCome()) === 0);
  for (const wait of [LEASE_MS, LOOK_MS, LOOK_MS, LEASE_MS]) {
    let before = -1;
    await fleet.until('A pause', async () => {
      const now = await arrived();
      const still = now === before;
      before = now;
      if (!still) await new Promise((resolve) => setTimeout(resolve, 1_500));
      return still;
    });
    if ((await underWay()) + (await toCome()) === 0) return;
    await fleet.moveClock(wait);
  }
};

const everybodyWasAskedOnce = async (people: number) => {
  const counts = await received(fleet.api);
  const addresses = Array.from({ length: people }, (_, n) => addressOf(n));
  expect(addresses.filter((to) => !counts.has(to))).toEqual([]);
  expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
  expect(counts.size).toBe(people);
  expect(await fleet.count(`invitation where status in ('sent', 'delivered')`)).toBe(people);
};

describe('every message arrives once', () => {
  itWith(linux)('when workers are killed in the middle of them, again and again', async () => {
    const people = 1_200;
    await open();
    await crowdVisits(fleet.api, 0, people - 1, await fleet.now());
    for (let kills = 0; kills < 4; kills += 1) {
      const worker = await fleet.add('worker');
      await more(150);
      await fleet.kill(worker);
    }
    expect(await toCome()).toBeGreaterThan(0);
    await fleet.add('worker');
    await comesToRest();
    await everybodyWasAskedOnce(people);
  });
});
