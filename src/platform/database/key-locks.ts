import type { Database } from './database.ts';

const BUCKET_CLASS = 7301;
const KEY_CLASS = 7303;
const BUCKETS = 4096;
/** More keys than that are held by their buckets: a batch of any size stays within PostgreSQL's lock table. */
const FEW = 300;

/** The buckets of these keys: first 4 bytes modulo 4096, each once, in ascending order, so that no two takers cross. */
export function lockBuckets(keys: readonly Buffer[]): number[] {
  return ascending(keys, (key) => key.readUInt32BE(0) % BUCKETS);
}

/**
 * Holds these contact keys until the transaction ends: whoever asks a person, or changes what links people, takes them first.
 * - Few keys: each alone, and its bucket shared, so that two who ask different people never wait for each other.
 * - Many: their buckets alone, which waits for everybody who shares one.
 */
export async function lockKeys(db: Pick<Database, 'query' | 'tellsHistory'>, keys: readonly Buffer[]): Promise<void> {
  if (db.tellsHistory || keys.length === 0) return;
  const buckets = lockBuckets(keys);
  const heads = ascending(keys, (key) => key.readInt32BE(0));
  if (heads.length > FEW) {
    await db.query(`select count(pg_advisory_xact_lock(${BUCKET_CLASS}, b)) from unnest($1::int[]) b`, [buckets]);
    return;
  }
  await db.query(
    `select (select count(pg_advisory_xact_lock_shared(${BUCKET_CLASS}, b)) from unnest($1::int[]) b),
            (select count(pg_advisory_xact_lock(${KEY_CLASS}, k)) from unnest($2::int[]) k)`,
    [buckets, heads],
  );
}

function ascending(keys: readonly Buffer[], numberOf: (key: Buffer) => number): number[] {
  return [...new Set(keys.map(numberOf))].sort((a, b) => a - b);
}
