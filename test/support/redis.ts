import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool, pathOf } from './tool.ts';
import { freePort, until } from './network.ts';

export const redis = findTool(['redis-server'], 'no redis-server; apt-get install redis-server');

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** An empty Redis, on a port of its own unless one is named, without persistence. Only in tests made with `itWith(redis)`. */
export async function startRedis(port?: number): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'redis-'));
  const chosen = port ?? (await freePort());
  const options = ['--port', String(chosen), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
  const server = spawn(pathOf(redis), options, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout.on('data', (text: Buffer) => (said += text.toString()));
  await until(() => said.includes('Ready to accept connections'), `Redis did not start:\n${said}`);
  return {
    url: `redis://127.0.0.1:${chosen}`,
    async stop() {
      server.kill('SIGKILL');
      await once(server, 'exit');
      rmSync(dir, { recursive: true });
    },
  };
}
