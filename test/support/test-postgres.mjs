import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { isAlive } from '../../scripts/processes.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const testDataDir = join(root, '.test-data');
const runsDir = join(testDataDir, 'runs');
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * The PostgreSQL of the tests: in a fixed place, so that a run which was killed leaves an orphan that the next one adopts.
 * Two runs at once share it, and the last one to end stops it.
 * @returns {Promise<{ adminUrl: string, template: string }>} `template` is a database with every migration applied.
 */
export async function openTestPostgres() {
  mkdirSync(runsDir, { recursive: true });
  writeFileSync(join(runsDir, String(process.pid)), '');
  const { url: adminUrl } = await startServer();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    if (othersRunning().length === 0) await dropLeftovers(client);
    return { adminUrl, template: await migratedTemplate(client, adminUrl) };
  } finally {
    await client.end();
  }
}

export async function closeTestPostgres() {
  rmSync(join(runsDir, String(process.pid)), { force: true });
  if (othersRunning().length === 0) await (await startServer()).stop();
}

function startServer() {
  return startPostgres({ dir: join(testDataDir, 'postgres'), database: 'postgres', flags: FAST });
}

function othersRunning() {
  return readdirSync(runsDir).filter((pid) => Number(pid) !== process.pid && isAlive(Number(pid)));
}

async function dropLeftovers(client) {
  for (const run of readdirSync(runsDir)) if (Number(run) !== process.pid) rmSync(join(runsDir, run), { force: true });
  const { rows } = await client.query(String.raw`select datname from pg_database where datname like 'test\_%'`);
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
}

/** Made once for each set of migrations. It gets its name when it is whole: a run killed half-way leaves only an unnamed one. */
async function migratedTemplate(client, adminUrl) {
  const migrations = readMigrations();
  const template = `tpl_${hashOf(migrations)}`;
  if (await exists(client, template)) return template;
  for (const old of await templates(client)) await client.query(`drop database ${old} with (force)`);
  await client.query('create database tpl_unfinished');
  await migrate(adminUrl.replace(/[^/]*$/, 'tpl_unfinished'), migrations);
  await client.query(`alter database tpl_unfinished rename to ${template}`);
  return template;
}

function readMigrations() {
  const folder = join(root, 'migrations');
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, sql: readFileSync(join(folder, file), 'utf8') }));
}

function hashOf(migrations) {
  return createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
}

async function exists(client, database) {
  return (await client.query('select from pg_database where datname = $1', [database])).rowCount > 0;
}

async function templates(client) {
  const { rows } = await client.query(String.raw`select datname from pg_database where datname like 'tpl\_%'`);
  return rows.map(({ datname }) => datname);
}

/** Keeps the same ledger as the program does, so that a program started on a copy finds nothing left to apply. */
async function migrate(url, migrations) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'create table schema_migration (id serial primary key, "timestamp" bigint not null, name varchar not null)',
    );
    for (const { file, sql } of migrations) {
      const [, timestamp, name] = /^(\d{13})-(.+)\.sql$/.exec(file) ?? [];
      await client.query(sql).catch((error) => {
        throw new Error(`migrations/${file}: ${error.message}`, { cause: error });
      });
      await client.query('insert into schema_migration ("timestamp", name) values ($1, $2)', [
        timestamp,
        name + timestamp,
      ]);
    }
  } finally {
    await client.end();
  }
}
