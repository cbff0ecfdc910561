import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { isAlive } from './processes.mjs';
import { startPostgres } from './postgres.mjs';

/** It may be killed anew while it is starting again. */
const TRIES = 3;

/**
 * Starts PostgreSQL and, should it die while we serve, starts it again on the same port: the pools find it there.
 * @param {Parameters<typeof startPostgres>[0]} options
 * @param {(error: Error) => void} lost called when it cannot be started again
 * @returns {Promise<{ url: string, stop(): Promise<void>, stopNow(): void }>} `stopNow` asks and does not wait.
 */
export async function keepPostgres(options, lost) {
  let server = await startPostgres(options);
  let restart;
  let failures = 0;
  const watch = setInterval(() => {
    if (restart || isAlive(server.pid)) return;
    restart = startAgain({ ...options, port: server.port })
      .then((again) => {
        server = again;
        failures = 0;
      })
      .catch((error) => {
        failures += 1;
        if (failures < TRIES) return;
        clearInterval(watch);
        lost(error);
      })
      .finally(() => (restart = undefined));
  }, 1000).unref();
  return {
    url: server.url,
    async stop() {
      clearInterval(watch);
      await restart;
      await server.stop();
    },
    stopNow: () => isAlive(server.pid) && process.kill(server.pid, 'SIGINT'),
  };
}

async function startAgain(options) {
  // An empty database in place of a lost one would look like a start.
  if (!existsSync(join(options.dir, 'PG_VERSION')))
    throw new Fault(`DATA_DIR: the database in ${options.dir} is gone.`);
  console.error('PostgreSQL has died; starting it again.');
  return startPostgres(options);
}
