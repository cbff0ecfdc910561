// Start: seconds from the command to a ready server, cold (empty data folder) and warm; memory at rest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { line, until } from './platform.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
const port = 38_517;
for (const kind of ['cold', 'warm']) {
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), DEMO: 'false', LOG_LEVEL: 'error' },
  });
  await until(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok, 120_000);
  line(`${kind} start, milliseconds`, performance.now() - began, 0, 'ms');
  if (kind === 'warm') {
    await pause(5_000);
    line('memory at rest, the program', residentKb(child.pid) / 1024, 0, 'MiB');
  }
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
}
rmSync(folder, { recursive: true, force: true });

function residentKb(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
