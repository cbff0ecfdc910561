// Start: seconds from the command to a ready server, cold (empty data folder) and warm; memory at rest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { caller, freePort } from './client.mjs';
import { line, until } from './measure.mjs';

const REST = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'chaudfroid-bench-start-'));
const port = await freePort();
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
// The launcher ends its PostgreSQL when it is told to end: it is given the time, unless we are killed.
process.once('exit', () => running?.kill('SIGTERM'));
try {
  for (const kind of ['cold', 'warm']) await start(kind);
} finally {
  await end();
  rmSync(folder, { recursive: true, force: true });
}

async function start(kind) {
  const began = performance.now();
  running = spawn(process.execPath, ['--max-semi-space-size=64', 'scripts/start.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), DEMO: 'false', LOG_LEVEL: 'error' },
  });
  const call = caller(`http://127.0.0.1:${port}`);
  await until(() => call('GET', '/health/ready').catch(() => false), 120_000);
  line(`${kind} start, milliseconds`, performance.now() - began, kind === 'warm' ? 10_000 : 0, 'ms');
  if (kind === 'warm') {
    await pause(REST);
    line('memory at rest, the program', residentKb(running.pid) / 1024, 0, 'MiB');
  }
  await end();
}

async function end() {
  const gone = running && new Promise((resolve) => running.once('exit', resolve));
  if (running?.exitCode === null && running.kill('SIGTERM')) await gone;
  running = undefined;
}

function residentKb(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
