import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { startCuttingProxy, type CuttingProxy } from '../support/cutting-proxy.ts';
import { freePort } from '../support/network.ts';
import { redis, startRedis, type TestRedis } from '../support/redis.ts';
import { itWith } from '../support/tool.ts';
import { addressOf, askAtOnce, crowdVisits, ok, received, toTuesday } from './support/crowd.ts';
import { Fleet, severalAddresses } from './support/fleet.ts';
import { Installation } from './support/installation.ts';
import { KillablePostgres } from './support/killable-postgres.ts';

/** Longer than a message stays in the hands of a process that is no more, and than any look or try that follows. */
const LEASE_MS = 11 * 60_000;
/** Longer than a living process needs for what it has in hand, which is not to be taken for lost. */
const QUIET_MS = 3_500;
/** As long as that who lives may need to find a database or a queue again; what is due waits longer only for a provider. */
const RECOVERS_MS = 10_000;

jest.setTimeout(600_000);

type World = Pick<Fleet, 'api' | 'count' | 'until' | 'moveClock'>;

let world: Fleet | Installation;
let server: TestRedis | undefined;
const lines: CuttingProxy[] = [];

afterEach(async () => {
  await world.close();
  await server?.stop();
  server = undefined;
  for (const line of lines.splice(0)) await line.close();
});

const END_SESSIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

const open = async (env?: Record<string, string>, database?: KillablePostgres): Promise<Fleet> => {
  const fleet = await Fleet.start(env, database);
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
const inHand = ({ count }: World) => count(`message where status = 'sending' and try_at > ${TOLD_TIME}`);

/** Until so many more have arrived than now, and not all. */
const more = async (of: World, count: number, people: number) => {
  const goal = (await arrived(of)) + count;
  await of.until(`Message ${goal}`, async () => (await arrived(of)) >= goal);
  expect(await arrived(of)).toBeLessThan(people);
};

/** Whatever a process that is no more had in hand is looked for, and sent where it was not found. */
const comesToRest = async (of: World) => {
  for (let jumps = 0; jumps < 8; jumps += 1) {
    await noMoreArrive(of, jumps > 0);
    if ((await toDo(of)) === 0) return;
    await of.moveClock(LEASE_MS);
  }
};

/** @param known that whatever is in hand is in that of the living: the leases of all others are over. */
const noMoreArrive = async (of: World, known: boolean) => {
  for (let [before, since] = ['', Date.now()]; ; await pause(250)) {
    const [came, waits, held] = [await arrived(of), await due(of), await inHand(of)];
    if (known && waits === 0 && held === 0) return;
    const state = [came, waits, held].join();
    if (state !== before) [before, since] = [state, Date.now()];
    if (Date.now() - since > (waits > 0 ? RECOVERS_MS : QUIET_MS)) return;
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

/** One message in so many meets a line that breaks once it was taken, and as many a provider that takes it without a word. */
const UNANSWERED = 100;

/** Of the texts and of the mails, the nth answers that say "taken" are lost with the line. */
const cutsEvery = async (nth: number, port: () => number, isTaken: (asked: string, answer: string) => boolean) => {
  const line = await startCuttingProxy(() => ({ port: port() }));
  lines.push(line);
  let taken = 0;
  line.cut = (asked, answer) => answer !== null && isTaken(asked, answer) && (taken += 1) % nth === 0;
  return line;
};

/** Those who write texts and mails are lied to about where these are taken: at the ends of lines that break. */
const overBreakingLines = async (fleet: Fleet) => {
  const { rows } = await fleet.db.query<{ port: number }>(
    `select (value ->> 'port')::integer as port from setting where key = 'sandbox.smtp'`,
  );
  const phones = Number(new URL(fleet.url).port);
  const texts = await cutsEvery(
    UNANSWERED,
    () => phones,
    (asked) => /^POST .*Messages\.json/.test(asked),
  );
  const mails = await cutsEvery(
    UNANSWERED / 2,
    () => rows[0]?.port ?? 0,
    (asked, answer) => answer.startsWith('250') && asked.endsWith('\r\n.\r\n'),
  );
  await fleet.db.query(
    `update setting set value = jsonb_build_object('port', $1::integer) where key = 'sandbox.smtp'`,
    [mails.port],
  );
  return { texts, mails, addWorker: () => fleet.add('worker', undefined, String(texts.port)) };
};

/** Every so many messages, the provider takes it and says nothing. */
const takesSomeWithoutAWord = async ({ api }: World, people: number) => {
  for (let n = 0; n < people; n += UNANSWERED) {
    const to = addressOf(n);
    const channel = to.includes('@') ? 'email' : 'sms';
    await ok(api, 'POST', '/sandbox/api/faults', { channel, kind: 'timeout-after-accept', to });
  }
};

describe('every message arrives once', () => {
  itWith(severalAddresses)(
    'of thousands, when workers, sessions and the database itself are killed, lines break and answers stay away',
    async () => {
      const people = 3_000;
      const database = await KillablePostgres.start();
      const fleet = await open({}, database);
      const { texts, mails, addWorker } = await overBreakingLines(fleet);
      await takesSomeWithoutAWord(fleet, people);
      await crowdVisits(fleet.api, 0, people - 1, await fleet.now());
      for (let kills = 0; kills < 3; kills += 1) {
        const worker = await addWorker();
        await more(fleet, 300, people);
        await fleet.kill(worker);
      }
      await addWorker();
      await more(fleet, 200, people);
      await fleet.db.query(END_SESSIONS);
      for (let kills = 0; kills < 2; kills += 1) {
        await more(fleet, 200, people);
        database.kill();
        await database.startAgain();
      }
      await comesToRest(fleet);
      await everybodyWasAskedOnce(fleet, people);
      expect([texts.cuts > 0, mails.cuts > 0, fleet.isWhole]).toEqual([true, true, true]);
    },
  );

  itWith('missing' in severalAddresses ? severalAddresses : redis)(
    'when Redis is killed and comes back empty',
    async () => {
      const people = 1_500;
      const port = await freePort();
      server = await startRedis(port);
      const fleet = await open({ REDIS_URL: server.url });
      await fleet.add('worker');
      await crowdVisits(fleet.api, 0, people - 1, await fleet.now());
      for (let kills = 0; kills < 2; kills += 1) {
        await more(fleet, 400, people);
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
      await more(installation, 100, people);
      await installation.kill();
      await installation.startAgain();
    }
    await comesToRest(installation);
    await everybodyWasAskedOnce(installation, people);
  });
});
