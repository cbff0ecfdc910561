import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { startPostgres } from '../scripts/postgres.mjs';
import { createTestDatabase } from './support/database.ts';
import { freePort, until } from './support/network.ts';
import { ensureBuilt, launch, ready as readyAt, type Program } from './support/program.ts';

const FIRST_START = 60_000;
/** How fast it is, the bench tells; here it only has to come. */
const LATER_START = 60_000;

jest.setTimeout(120_000);

describe('npm start', () => {
  let dataDir: string;
  let port: number;
  let started: Program[];

  beforeAll(ensureBuilt);

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'start-'));
    port = await freePort();
    started = [];
  });

  afterEach(async () => {
    for (const run of started) run.kill('SIGKILL');
    if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) await stopDatabase(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = (env: Record<string, string> = {}, command?: string[]) => {
    const run = launch({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...env }, command);
    started.push(run);
    return run;
  };

  it('serves, stops in order on SIGTERM, serves again, and tells where', async () => {
    const first = start();
    await ready(first, port, FIRST_START);
    first.kill('SIGTERM');
    expect(await first.exitCode).toBe(0);
    expect(databaseRuns(dataDir)).toBe(false);
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);

    const second = start();
    await ready(second, port, LATER_START);
    expect(second.output()).toContain(`Chaudfroid is at http://localhost:${port}`);
    expect(second.output()).toContain(`http://localhost:${port}/sandbox`);
  });

  it('ends by Ctrl-C, which reaches npm, its shell and the program at the same moment', async () => {
    const run = start({}, ['npm', 'start', '--ignore-scripts']);
    await ready(run, port, FIRST_START);
    run.killGroup('SIGINT');
    await run.exitCode;
    await until(() => !databaseRuns(dataDir), 'The database still runs after Ctrl-C.');
    expect(await portIsFree(port)).toBe(true);
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends when npm alone gets %s', async (signal) => {
    const run = start({}, ['npm', 'start', '--ignore-scripts']);
    await ready(run, port, FIRST_START);
    run.kill(signal);
    await until(() => !databaseRuns(dataDir), 'The database still runs without npm.');
    expect(await portIsFree(port)).toBe(true);
  });

  it('starts again after kill -9 of everything it started, with the secrets and the data it had', async () => {
    const first = start();
    await ready(first, port, FIRST_START);
    const secrets = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
    process.kill(databasePid(dataDir), 'SIGKILL');
    first.killGroup('SIGKILL');
    await first.exitCode;

    const second = start();
    await ready(second, port, LATER_START);
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('goes on serving when its database is killed, even with nobody left to read what it says', async () => {
    const run = start();
    await ready(run, port, FIRST_START);
    run.stopReading();
    const pid = databasePid(dataDir);
    process.kill(pid, 'SIGKILL');
    await until(() => databaseRuns(dataDir) && databasePid(dataDir) !== pid, 'The database is not started again.');
    await ready(run, port, LATER_START);
    run.kill('SIGTERM');
    expect(await run.exitCode).toBe(0);
  });

  it('refuses a data folder that a live process uses', async () => {
    const first = start();
    await ready(first, port, FIRST_START);
    const second = start({ PORT: String(await freePort()) });
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toBe(
      `DATA_DIR: ${dataDir} is in use by process ${first.pid}; stop that one, or set another DATA_DIR.\n`,
    );
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  });

  it('says in one line that the port is taken, before it starts a database', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const run = start();
    expect(await run.exitCode).toBe(1);
    expect(run.output()).toBe(
      `PORT: ${port} is already in use on 127.0.0.1; stop what uses it, or set another PORT.\n`,
    );
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    other.close();
  });

  it('says in one line for each what is wrong with the environment, and starts nothing', async () => {
    const run = start({
      PORT: 'http',
      TWILIO_ACCOUNT_SID: 'AC0123456789abcdef0123456789abcdef',
      SMS_FROM: '+33600000000',
    });
    expect(await run.exitCode).toBe(1);
    expect(run.output().trim().split('\n')).toEqual([
      expect.stringMatching(/^PORT: "http" is not a port/),
      expect.stringMatching(/^TWILIO_AUTH_TOKEN: is required/),
    ]);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it('asks for the secrets in one line each when the database is an outside one', async () => {
    const run = start({ DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none' });
    expect(await run.exitCode).toBe(1);
    const lines = run.output().trim().split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['SESSION_SECRET', 'ENCRYPTION_KEY']);
  });

  it('says in one line that an outside database does not answer, without its password', async () => {
    const run = start({ ...secrets(), DATABASE_URL: `postgres://app:hidden@127.0.0.1:${await freePort()}/app` });
    expect(await run.exitCode).toBe(1);
    expect(run.output()).toMatch(/^DATABASE_URL: no answer from 127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\)\.\n$/);
    expect(run.output()).not.toContain('hidden');
  });

  it('says in one line that Redis does not answer, before it serves', async () => {
    const run = start({ REDIS_URL: `redis://:hidden@127.0.0.1:${await freePort()}` });
    expect(await run.exitCode).toBe(1);
    expect(run.output()).toMatch(/^REDIS_URL: no answer from 127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\)\.\n$/);
    expect(run.output()).not.toContain('hidden');
  });

  it('serves from an outside database, and leaves it running', async () => {
    const database = await createTestDatabase();
    const run = start({ ...secrets(), DATABASE_URL: database.url, HOST: '127.0.0.1' });
    await ready(run, port, FIRST_START);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    run.kill('SIGTERM');
    expect(await run.exitCode).toBe(0);
    await database.drop();
  });
});

function secrets(): Record<string, string> {
  return { SESSION_SECRET: randomBytes(32).toString('hex'), ENCRYPTION_KEY: randomBytes(32).toString('base64') };
}

function ready(run: Program, port: number, limit: number): Promise<void> {
  return readyAt(run, `http://127.0.0.1:${port}`, limit);
}

function databasePid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function databaseRuns(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres', 'postmaster.pid'));
}

/** Adopts what a killed run left behind, to stop it. */
async function stopDatabase(dataDir: string): Promise<void> {
  const { DATABASE_PASSWORD: password } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'));
  await (await startPostgres({ dir: join(dataDir, 'postgres'), database: 'postgres', password })).stop();
}

async function portIsFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  const [event] = await Promise.race([
    once(server, 'listening').then(() => ['listening']),
    once(server, 'error').then(() => ['error']),
  ]);
  server.close();
  return event === 'listening';
}
