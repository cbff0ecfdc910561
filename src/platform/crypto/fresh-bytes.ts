import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 16_384;
let pool = Buffer.alloc(0);
let taken = 0;

/** Random bytes that nobody else was given. The system is asked for many at once: a call of its own costs more than they do. */
export function freshBytes(length: number): Buffer {
  if (taken + length > pool.length) {
    pool = randomFillSync(Buffer.allocUnsafe(Math.max(POOL_BYTES, length)));
    taken = 0;
  }
  const bytes = pool.subarray(taken, taken + length);
  taken += length;
  return bytes;
}
