/** `npm run insights:rebuild`: counts the rollups anew, on the same database as `npm start`, which may run meanwhile. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rebuildRollups } from '../dist/insights-rebuild.js';
import { Fault, linesOf } from './fault.mjs';
import { takeLock } from './lock.mjs';
import { startPostgres } from './postgres.mjs';
import { keepSecrets } from './secrets.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value.trim() !== ''));

try {
  const { months, wrong } = given.DATABASE_URL
    ? await rebuildRollups(given, { embedded: false })
    : await onOwnDatabase(given);
  console.log(`Rollups rebuilt: ${months} ${months === 1 ? 'month' : 'months'}, ${wrong} of their cells put right.`);
} catch (error) {
  console.error(linesOf(error).join('\n'));
  process.exitCode = 1;
}

async function onOwnDatabase(env) {
  const dataDir = env.DATA_DIR ?? '.data';
  const dir = join(dataDir, 'postgres');
  if (!existsSync(join(dir, 'PG_VERSION'))) throw new Fault(`DATA_DIR: there is no database in ${dataDir} yet.`);
  // While the program runs it holds the lock, and the database stays its own to stop.
  const { heldBy, release } = takeLock(join(dataDir, 'lock'));
  try {
    const { DATABASE_PASSWORD: password, ...secrets } = keepSecrets(dataDir);
    const postgres = await startPostgres({ dir, database: 'chaudfroid', password });
    try {
      return await rebuildRollups({ ...secrets, ...env, DATABASE_URL: postgres.url }, { embedded: true });
    } finally {
      if (!heldBy) await postgres.stop();
    }
  } finally {
    release?.();
  }
}
