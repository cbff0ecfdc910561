import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
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
