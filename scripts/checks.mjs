import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Fault, linesOf } from './fault.mjs';

const WHY_NOT = {
  EADDRINUSE: ({ port, host }) => `PORT: ${port} is already in use on ${host}; stop what uses it, or set another PORT.`,
  EACCES: ({ port }) => `PORT: ${port} is not open to this user; set another PORT, above 1023.`,
};

/** @throws Fault when nobody could listen there. */
export async function mustBeFree({ port, host }) {
  const error = await new Promise((resolve) => {
    const server = createServer().once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
  if (!error) return;
  const tell = WHY_NOT[error.code] ?? (() => `HOST: ${host} is no address of this machine (${error.code}).`);
  throw new Fault(tell({ port, host }), { cause: error });
}

/** @throws Fault when the database does not answer; the line tells where it is, never the password. */
export async function mustAnswer(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a lost connection also fails the call that is under way
  try {
    await client.connect();
    await client.query('select 1');
  } catch (cause) {
    throw new Fault(`DATABASE_URL: no answer from ${client.host}:${client.port} (${linesOf(cause)[0]}).`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws Fault when Redis does not answer; the line tells where it is, never the password. */
export async function redisMustAnswer(redisUrl) {
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: 10_000,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
  });
  let lost;
  client.on('error', (error) => (lost ??= error)); // what `connect` rejects with says only that the connection was closed
  try {
    await client.connect();
    await client.ping();
  } catch (cause) {
    const { host, port } = client.options;
    throw new Fault(`REDIS_URL: no answer from ${host}:${port} (${linesOf(lost ?? cause)[0]}).`, { cause });
  } finally {
    client.disconnect();
  }
}
