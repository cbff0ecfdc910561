import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { claimPort } from './claimed-ports.mjs';

/** Below the ports that systems give away by themselves, to listeners on port 0 and to outgoing connections. */
const FIRST = 20_000;
const COUNT = 12_000;

/** A port that stays ours until this process ends, also while nobody listens on it: what is started there may be started again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const release = claimPort(port);
    if (!release) continue;
    if (await isFree(port)) return port;
    release();
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ port, host: '0.0.0.0', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Waits until the question is answered with true; after the limit it fails with `otherwise`. */
export async function until(
  question: () => boolean | Promise<boolean>,
  otherwise: string | (() => string),
  limit = 20_000,
): Promise<void> {
  for (const end = Date.now() + limit; Date.now() < end; await pause(25)) {
    if (await question()) return;
  }
  throw new Error(typeof otherwise === 'string' ? otherwise : otherwise());
}
