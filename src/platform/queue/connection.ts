import { createPostgresBackend, runMigrations, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import pg from 'pg';

/** What BullMQ connects with, and how to let go of it once every worker is closed. */
export interface QueueLink {
  readonly connection: ConnectionOptions;
  close(): Promise<void>;
}

const POOL_SIZE = 30;
const links: QueueLink[] = [];

/**
 * BullMQ on Redis when there is one, else on PostgreSQL in a schema of its own.
 * The backend is process-wide: `@nestjs/bullmq` offers no way to pass it.
 */
export async function queueConnection({
  redisUrl,
  databaseUrl,
}: {
  redisUrl: string | null;
  databaseUrl: string;
}): Promise<QueueLink> {
  const link = redisUrl ? onRedis(redisUrl) : await onPostgres(databaseUrl);
  links.push(link);
  return link;
}

/** Only after `app.close()`: a worker whose pool has ended tries for ever, and the process never exits. */
export async function closeQueueConnections(): Promise<void> {
  await Promise.all(links.splice(0).map((link) => link.close()));
}

function onRedis(url: string): QueueLink {
  setDefaultBackendFactory();
  return { connection: { url, maxRetriesPerRequest: null }, close: async () => undefined };
}

async function onPostgres(connectionString: string): Promise<QueueLink> {
  setDefaultBackendFactory(createPostgresBackend as never);
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    keepAlive: true,
    options: '-c search_path=bullmq',
    application_name: 'chaudfroid-queue',
  });
  pool.on('error', (error) => process.emitWarning(`A connection of the queue was lost: ${error.message}`));
  // BullMQ takes a client and listens to its queries alone: one that is lost between two of them would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const client = await pool.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    client.release();
  }
  return { connection: pool as never, close: () => pool.end() };
}
