/**
 * `npm start`: checks what can be checked, starts PostgreSQL unless DATABASE_URL names one, then the program; ends them in reverse.
 *
 * - Nothing starts before the whole environment is known to be good.
 * - One signal ends all in order: requests, workers, queue, database. Ctrl-C reaches us twice, from the terminal and through npm,
 *   so only a signal that comes a second later means "now".
 */
import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustAnswer, mustBeFree, redisMustAnswer } from './checks.mjs';
import { Fault, linesOf } from './fault.mjs';
import { takeLock } from './lock.mjs';
import { keepPostgres } from './own-postgres.mjs';
import { nameOf, parentOf } from './processes.mjs';
import { keepSecrets, newSecrets } from './secrets.mjs';

const CLOSE_LIMIT = 15_000;
const SAME_KEYPRESS = 1000;

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

/** What is open, in the order of opening. */
const open = [];
let signalled = 0;

endWithSignals();
endWithNpm();
// Whoever read our output may be gone; that is no reason to stop serving.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  console.error(error);
  void end(1);
});
const started = start().catch(fail);

async function start() {
  const { readConfig } = await import('../dist/platform/config/index.js');
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value.trim() !== ''));
  const embedded = given.DATABASE_URL === undefined;
  const config = readConfig(embedded ? { ...newSecrets(), ...given } : given, { embedded });
  if (embedded) lock(config.dataDir);
  await mustBeFree(config);
  if (!embedded) await mustAnswer(config.databaseUrl);
  if (config.redisUrl) await redisMustAnswer(config.redisUrl);
  const env = embedded ? await withOwnDatabase(config.dataDir, given) : given;
  const { main } = await import('../dist/main.js');
  const app = await main(env, { embedded });
  open.push({ close: () => withinLimit(app.close()) });
}

function lock(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const { heldBy, release } = takeLock(join(dataDir, 'lock'));
  if (heldBy) {
    throw new Fault(`DATA_DIR: ${dataDir} is in use by process ${heldBy}; stop that one, or set another DATA_DIR.`);
  }
  open.push({ close: release });
}

async function withOwnDatabase(dataDir, given) {
  const { DATABASE_PASSWORD: password, ...secrets } = keepSecrets(dataDir);
  const postgres = await keepPostgres({ dir: join(dataDir, 'postgres'), database: 'chaudfroid', password }, fail);
  open.push({ close: postgres.stop, closeNow: postgres.stopNow });
  return { ...secrets, ...given, DATABASE_URL: postgres.url };
}

async function withinLimit(closing) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve('late'), CLOSE_LIMIT);
  });
  if ((await Promise.race([closing, late])) === 'late')
    console.error('Some work did not end in time; it is resumed later.');
  clearTimeout(timer);
}

function endWithSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signalled && Date.now() - signalled < SAME_KEYPRESS) return;
      if (signalled) return exitNow(128 + constants.signals[signal]);
      signalled = Date.now();
      void started.then(() => end(0));
    });
  }
}

/** Whoever ends npm leaves us running, with or without the shell between: we notice that above us it is another. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const direct = /^(npm|node)/.test(nameOf(process.ppid));
  const above = () => `${process.ppid} ${direct ? '' : parentOf(process.ppid)}`;
  const atStart = above();
  const watch = setInterval(() => {
    if (above() === atStart) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

function fail(error) {
  console.error(linesOf(error).join('\n'));
  return end(1);
}

let ending;

function end(code) {
  ending ??= closeAll().finally(() => process.exit(code));
  return ending;
}

async function closeAll() {
  for (const part of open.reverse()) {
    try {
      await part.close();
    } catch (error) {
      console.error(error);
    }
  }
}

function exitNow(code) {
  for (const part of open) part.closeNow?.();
  process.exit(code);
}
