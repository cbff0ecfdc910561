import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../scripts/lock.mjs';

/** One for the whole machine: several runs may be under way on it. */
const claims = join(tmpdir(), 'chaudfroid-ports');

/** How to give this port back, or undefined when a live process has it. */
export function claimPort(port) {
  mkdirSync(claims, { recursive: true });
  return takeLock(join(claims, String(port))).release;
}

/** Forgets what processes that are no more had claimed. */
export function returnPorts() {
  mkdirSync(claims, { recursive: true });
  for (const port of readdirSync(claims)) if (/^\d+$/.test(port)) claimPort(port)?.();
}
