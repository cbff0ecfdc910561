import type { Database } from './database.ts';

const LOCK_CLASS = 7301;
const BUCKETS = 4096;

/** The buckets of these keys: first 4 bytes modulo 4096, each once, in ascending order, so that no two takers cross. */
export function lockBuckets(keys: readonly Buffer[]): number[] {
  const buckets = new Set<number>();
  for (const key of keys) buckets.add(key.readUInt32BE(0) % BUCKETS);
  return [...buckets].sort((a, b) => a - b);
}

/**
 * Holds these contact keys until the transaction ends: whoever asks a person, or changes what links people, takes them first.
 * Buckets rather than keys, so that a batch of any size stays within PostgreSQL's lock table.
 */
export async function lockKeys(db: Pick<Database, 'query' | 'tellsHistory'>, keys: readonly Buffer[]): Promise<void> {
  if (db.tellsHistory) return;
  const buckets = lockBuckets(keys);
  if (buckets.length === 0) return;
  await db.query(`select pg_advisory_xact_lock(${LOCK_CLASS}, b) from unnest($1::int[]) b`, [buckets]);
}
