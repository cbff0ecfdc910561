import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { freePort } from '../support/network.ts';
import { redis, startRedis, type TestRedis } from '../support/redis.ts';
import { itWith } from '../support/tool.ts';
import { addressOf, askAtOnce, crowdVisits, received, toTuesday } from './support/crowd.ts';
import { Fleet, severalAddresses } from './support/fleet.ts';
import { Installation } from './support/installation.ts';

/** Longer than a message stays in the hands of a process that is no more, and than any look or try that follows. */
const LEASE_MS = 4 * 60_000;
/** Longer than a living process needs for what it has in hand, which is not to be taken for lost. */
const QUIET_MS = 3_500;

jest.setTimeout(300_000);

type World = Pick<Fleet, 'api' | 'count' | 'until' | 'moveClock'>;

let world: Fleet | Installation;
let server: TestRedis | undefined;

afterEach(async () => {
  await world.close();
  await server?.stop();
  server = undefined;
});

const END_SESSIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

const open = async (env?: Record<string, string>): Promise<Fleet> => {
  const fleet = await Fleet.start(env);
  world = fleet;
  await askAtOnce(fleet.api);
  await fleet.moveClock(toTuesday(await fleet.now()));
  await fleet.add('scheduler');
  return fleet;
};

const arrived = ({ count }: World) => count(`sandbox_message where direction = 'out'`);

const TOLD_TIME = `now() + make_interval(secs => (select (value ->> 'offsetMs')::float8 / 1000 from setting where key = 'sandbox.clock'))`;
const TO_DO = `(
  select send_at as at from invitation where status = 'planned'
  union all select try_at from message where status in ('waiting', 'sending', 'uncertain')) as to_do`;
const toDo = ({ count }: World) => count(TO_DO);
const due = ({ count }: World) => count(`${TO_DO} where at <= ${TOLD_TIME}`);

/** Until so many more have arrived than now. */
const more = async (of: World, count: number) => {
  const goal = (await arrived(of)) + count;
  await of.until(`Message ${goal}`, async () => (await arrived(of)) >= goal);
};

/** Whatever a process that is no more had in hand is looked for, and sent where it was not found. */
const comesToRest = async (of: World) => {
  for (let jumps = 0; jumps < 8; jumps += 1) {
    await of.until('An end of what is due', async () => (await due(of)) === 0, 90_000);
    await noMoreArrive(of);
    if ((await toDo(of)) === 0) return;
    await of.moveClock(LEASE_MS);
  }
};

const noMoreArrive = async (of: World) => {
  for (let before = -1; ;) {
    const now = await arrived(of);
    if (now === before) return;
    before = now;
    await pause(QUIET_MS);
  }
};

const everybodyWasAskedOnce = async ({ api, count }: World, people: number) => {
  const counts = await received(api);
  const addresses = Array.from({ length: people }, (_, n) => addressOf(n));
  expect(addresses.filter((to) => !counts.has(to))).toEqual([]);
  expect([...counts].filter(([, times]) => times > 1)).toEqual([]);
  expect(counts.size).toBe(people);
  expect(await count(`invitation where status in ('sent', 'delivered')`)).toBe(people);
};

describe('every message arrives once', () => {
  itWith(severalAddresses)('when workers are killed in the middle of them, again and again', async () => {
    const people = 1_200;
    const fleet = await open();
    await crowdVisits(fleet.api, 0, people - 1, await fleet.now());
    for (let kills = 0; kills < 3; kills += 1) {
      const worker = await fleet.add('worker');
      await more(fleet, 150);
      expect(await arrived(fleet)).toBeLessThan(people);
      await fleet.kill(worker);
    }
    await fleet.add('worker');
    await comesToRest(fleet);
    await everybodyWasAskedOnce(fleet, people);
  });

  itWith(severalAddresses)('when the database ends the sessions of all in the middle of them', async () => {
    const people = 500;
    const fleet = await open();
    await fleet.add('worker');
    await crowdVisits(fleet.api, 0, people - 1, await fleet.now());
    for (let cuts = 0; cuts < 2; cuts += 1) {
      await more(fleet, 150);
      await fleet.db.query(END_SESSIONS);
    }
    await comesToRest(fleet);
    await everybodyWasAskedOnce(fleet, people);
    expect(fleet.isWhole).toBe(true);
  });

  itWith('missing' in severalAddresses ? severalAddresses : redis)(
    'when Redis is killed and comes back empty',
    async () => {
      const people = 500;
      const port = await freePort();
      server = await startRedis(port);
      const fleet = await open({ REDIS_URL: server.url });
      await fleet.add('worker');
      await crowdVisits(fleet.api, 0, people - 1, await fleet.now());
      for (let kills = 0; kills < 2; kills += 1) {
        await more(fleet, 120);
        await server.stop();
        server = await startRedis(port);
      }
      // Those who come once the queue is empty are found by sweeps, whose turns were lost with it.
      await comesToRest(fleet);
      await crowdVisits(fleet.api, people, people + 99, await fleet.now());
      await comesToRest(fleet);
      await everybodyWasAskedOnce(fleet, people + 100);
      expect(fleet.isWhole).toBe(true);
    },
  );

  it('when all is killed at once, its own database too, and started again', async () => {
    const people = 600;
    const installation = await Installation.start();
    world = installation;
    await askAtOnce(installation.api);
    await installation.moveClock(toTuesday(await installation.now()));
    await crowdVisits(installation.api, 0, people - 1, await installation.now());
    for (let kills = 0; kills < 2; kills += 1) {
      await more(installation, 100);
      expect(await arrived(installation)).toBeLessThan(people);
      await installation.kill();
      await installation.startAgain();
    }
    await comesToRest(installation);
    await everybodyWasAskedOnce(installation, people);
  });
});
