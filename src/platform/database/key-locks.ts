import type { Database } from './database.ts';

const BUCKET_CLASS = 7301;
const KEY_CLASS = 7303;
const BUCKETS = 4096;
/** More keys than that are held by their buckets: a batch of any size stays within PostgreSQL's lock table. */
const FEW = 300;

type Locking = Pick<Database, 'query' | 'tellsHistory' | 'heldKeys'>;

/** The buckets of these keys: first 4 bytes modulo 4096, each once, in ascending order, so that no two takers cross. */
export function lockBuckets(keys: readonly Buffer[]): number[] {
  return ascending(keys.map((key) => key.readUInt32BE(0) % BUCKETS));
}

/**
 * Holds these contact keys until the transaction ends: whoever asks a person, or changes what links people, takes them first.
 * - Few keys: each alone, and its bucket shared, so that two who ask different people never wait for each other.
 * - Many: their buckets alone, which waits for everybody who shares one.
 * - What the transaction holds already is not asked for again.
 */
export async function lockKeys(db: Locking, keys: readonly Buffer[]): Promise<void> {
  if (db.tellsHistory) return;
  const held = db.heldKeys;
  const wanted = keys.filter((key) => !held?.has(headOf(key)));
  if (wanted.length === 0) return;
  const heads = ascending(wanted.map(headOf));
  if (heads.length > FEW) await lockMany(db, lockBuckets(wanted));
  else await lockFew(db, lockBuckets(wanted), heads);
  for (const head of heads) held?.add(head);
}

async function lockMany(db: Locking, buckets: readonly number[]): Promise<void> {
  await db.query(`select count(pg_advisory_xact_lock(${BUCKET_CLASS}, b)) from unnest($1::int[]) b`, [buckets]);
}

async function lockFew(db: Locking, buckets: readonly number[], heads: readonly number[]): Promise<void> {
  await db.query(
    `select (select count(pg_advisory_xact_lock_shared(${BUCKET_CLASS}, b)) from unnest($1::int[]) b),
            (select count(pg_advisory_xact_lock(${KEY_CLASS}, k)) from unnest($2::int[]) k)`,
    [buckets, heads],
  );
}

const headOf = (key: Buffer) => key.readInt32BE(0);

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
