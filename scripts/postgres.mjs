/**
 * Runs the PostgreSQL that npm installed.
 *
 * - It outlives us: after `kill -9` of Node it goes on, and the next start adopts it instead of failing on its lock.
 * - It has its own process group: Ctrl-C reaches the application alone, which stops the database when it is done with it.
 * - "Ready" is what its pid file says of the very process we started: the file of a killed server says "ready" too.
 * - It listens on a free port of 127.0.0.1, and every connection needs the password.
 */
import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries, unprivileged } from './postgres-binaries.mjs';
import { isAlive, nameOf, pause, tryRead, until } from './processes.mjs';

const USER = 'chaudfroid';
const START_LIMIT = 60_000;
const STOP_LIMIT = 20_000;
/** A killed server's last children hold its lock for a moment: a start that fails at once is tried again. */
const ATTEMPTS = 12;

/**
 * @param {{ dir: string, database: string, password?: string, flags?: string[], port?: number }} options `dir` holds the data and
 *   is made when missing; `flags` are settings such as `fsync=off`; `port` is a free one unless given.
 * @returns {Promise<{ url: string, port: number, pid: number, adopted: boolean, stop(): Promise<void> }>}
 */
export async function startPostgres({ dir, database, password = 'chaudfroid', flags = [], port }) {
  const home = prepareFolder(dir);
  const access = { database, password };
  const running = await adopt(home, access);
  const server = running ?? (await launch(home, { password, flags, port }));
  if (!running) await createMissing(server.port, access);
  const url = urlOf(server.port, database, password);
  return { ...server, url, adopted: Boolean(running), stop: () => stop(server.pid) };
}

const urlOf = (port, database, password) =>
  `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

function prepareFolder(dir) {
  // In two steps: `recursive` would give the parents the closed mode too, and the database's user could not pass through them.
  mkdirSync(dirname(resolve(dir)), { recursive: true });
  if (!existsSync(dir)) mkdirSync(dir, { mode: 0o700 });
  return realpathSync(dir);
}

async function adopt(home, access) {
  const running = await findRunning(home);
  if (!running) return undefined;
  try {
    await createMissing(running.port, access);
    return running;
  } catch (error) {
    // A server killed an instant ago still looks alive, and is not.
    if (await until(() => !isAlive(running.pid), { within: 2000 })) return undefined;
    throw error;
  }
}

/** The server already at work on this folder, if any. One that is starting or stopping is waited for. */
async function findRunning(home) {
  const { pid } = readPidFile(home);
  if (!isServerOf(home, pid)) {
    await dropStalePidFile(home);
    return undefined;
  }
  await until(() => isReady(home, pid) || !isAlive(pid), { within: START_LIMIT });
  return isAlive(pid) ? { pid, port: readPidFile(home).port } : undefined;
}

/**
 * A pid file left by a crash stops PostgreSQL for as long as its number belongs to anything, be it another program after a reboot
 * or a zombie that nobody collects. Having looked at every process, we know better than the number.
 */
async function dropStalePidFile(home) {
  if (process.platform !== 'linux' || !existsSync(pidFile(home))) return;
  const isLeft = () => serversOf(home).length === 0;
  const abandoned = (await until(isLeft, { within: 5000 })) || (await endOrphans(home, isLeft));
  if (abandoned) rmSync(pidFile(home));
}

/** A killed server's child in the midst of a long query does not notice for minutes, and no other server may start meanwhile. */
async function endOrphans(home, areGone) {
  for (const pid of serversOf(home)) if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
  return until(areGone, { within: 5000 });
}

function serversOf(home) {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => isServerOf(home, pid));
}

const pidFile = (home) => join(home, 'postmaster.pid');

/** The lines of the file that matter here: the first (pid), fourth (port) and eighth (status). */
function readPidFile(home) {
  const lines = (tryRead(pidFile(home)) ?? '').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

function isReady(home, pid) {
  const file = readPidFile(home);
  return file.pid === pid && file.status === 'ready';
}

/** Is this process a server of this very folder? It works inside its data, wherever that has been moved since. */
function isServerOf(home, pid) {
  return isAlive(pid) && isPostgres(pid) && workingFolder(pid, home) === home;
}

/** Where the system keeps no /proc we cannot look, and believe the pid file. */
function isPostgres(pid) {
  return process.platform !== 'linux' || nameOf(pid) === 'postgres';
}

function workingFolder(pid, otherwise) {
  if (process.platform !== 'linux') return otherwise;
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (['EACCES', 'ENOENT'].includes(error.code)) return undefined; // somebody else's, or gone meanwhile
    throw error;
  }
}

async function launch(home, { password, flags, port }) {
  const binaries = await findBinaries();
  const who = unprivileged(binaries, home);
  if (!existsSync(join(home, 'PG_VERSION'))) await initialise(binaries.initdb, who, home, password);
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const { pid, failure } = await tryLaunch(binaries.postgres, who, home, settings(chosen, flags));
    if (!failure) return { pid, port: chosen };
    if (attempt === ATTEMPTS) throw new Error(`PostgreSQL did not start (${failure}):\n${lastLines(logFile(home))}`);
    await pause(300);
  }
}

/** For one machine with a solid disk, shared with the program; what is committed is on the disk, as everywhere. */
const TUNED = [
  'shared_buffers=256MB',
  'wal_buffers=16MB',
  'max_wal_size=4GB',
  'checkpoint_timeout=15min',
  'random_page_cost=1.1',
  'jit=off',
  'max_connections=200',
  'max_locks_per_transaction=128',
  'log_checkpoints=off',
];

function settings(port, flags) {
  const own = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  return [...own, ...TUNED, ...flags].flatMap((flag) => ['-c', flag]);
}

/** The text search and trigram functions lose accented letters unless the character type is a UTF-8 one. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

async function initialise(initdb, who, home, password) {
  const secret = join(dirname(home), `.${basename(home)}-password`);
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (who.id) chownSync(secret, who.id.uid, who.id.gid);
  const args = ['-D', home, '-U', USER, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  const child = spawnAs(who, initdb, [...args, `--locale=${LOCALE}`, '--no-sync', '--no-instructions'], 'pipe');
  let said = '';
  child.stdout.resume();
  child.stderr.on('data', (text) => (said += text));
  const failure = await new Promise((done) => child.once('close', (code) => done(code !== 0)).once('error', done));
  rmSync(secret);
  if (!failure) return;
  for (const entry of readdirSync(home)) rmSync(join(home, entry), { recursive: true });
  throw new Error(`PostgreSQL could not make its data folder ${home}: ${said.trim() || failure.message}`);
}

async function tryLaunch(postgres, who, home, args) {
  const log = openSync(logFile(home), 'a');
  const child = spawnAs(who, postgres, ['-D', home, ...args], log);
  closeSync(log);
  let failure;
  child.once('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`));
  child.once('error', (error) => (failure = error.message));
  const settled = await until(() => failure || isReady(home, child.pid), { within: START_LIMIT });
  child.unref();
  return { pid: child.pid, failure: failure ?? (settled ? undefined : 'it took too long') };
}

function spawnAs({ as, options }, command, args, output) {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return spawn(...as(command, args), { ...options, env, detached: true, stdio: ['ignore', output, output] });
}

const logFile = (home) => `${home}.log`;

function lastLines(file) {
  return (tryRead(file) ?? '').trim().split('\n').slice(-5).join('\n');
}

async function createMissing(port, { database, password }) {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres', password) });
  client.on('error', () => undefined); // a lost connection also fails the call that is under way
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** A fast, clean shutdown: it ends the sessions, writes all down and leaves. */
async function stop(pid) {
  for (const signal of ['SIGINT', 'SIGQUIT']) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await until(() => !isAlive(pid), { within: STOP_LIMIT })) return;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
