import { isAlive } from './processes.mjs';
import { startPostgres } from './postgres.mjs';

/**
 * Starts PostgreSQL and, should it die while we serve, starts it again on the same port: the pools find it there.
 * @param {Parameters<typeof startPostgres>[0]} options
 * @returns {Promise<{ url: string, stop(): Promise<void>, stopNow(): void }>} `stopNow` asks and does not wait.
 */
export async function keepPostgres(options) {
  let server = await startPostgres(options);
  let restart;
  const watch = setInterval(() => {
    if (restart || isAlive(server.pid)) return;
    console.error('PostgreSQL has died; starting it again.');
    restart = startPostgres({ ...options, port: server.port })
      .then((again) => (server = again))
      .catch((error) => console.error(error.message))
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
