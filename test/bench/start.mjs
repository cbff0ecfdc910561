// Start: seconds from the command to a ready server, cold (empty data folder) and warm; memory at rest, of the program and of its
// PostgreSQL. Then the telling of the demonstration, from a ready server of another empty folder to the end of it; `--no-demo` leaves it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { caller, freePort } from './client.mjs';
import { cpuOf } from './cpu.mjs';
import { line, until } from './measure.mjs';
import { postgresMb, residentMb } from './memory.mjs';

const REST = 5_000;
const TELLING_LIMIT = 900_000;
const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean', default: false } } });

const folders = mkdtempSync(join(tmpdir(), 'chaudfroid-bench-start-'));
const port = await freePort();
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
// The launcher ends its PostgreSQL when it is told to end: it is given the time, unless we are killed.
process.once('exit', () => running?.kill('SIGTERM'));
try {
  line('cold start, milliseconds', await begin('bare'), 0, 'ms');
  await end();
  line('warm start, milliseconds', await begin('bare'), 10_000, 'ms');
  await atRest('bare');
  await end();
  if (!values['no-demo']) await tellDemo();
} finally {
  await end();
  rmSync(folders, { recursive: true, force: true });
}

/** @returns milliseconds until it was ready */
async function begin(folder, { demo = false } = {}) {
  const began = performance.now();
  running = spawn(process.execPath, ['--max-semi-space-size=64', 'scripts/start.mjs'], {
    stdio: ['ignore', demo ? 'pipe' : 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{
        DATA_DIR: join(folders, folder),
        PORT: String(port),
        DEMO: String(demo),
        LOG_LEVEL: demo ? 'info' : 'error',
      },
    },
  });
  const told = demo && saidIn(running.stdout, /the demonstration (is told|could not be told)/);
  const call = caller(`http://127.0.0.1:${port}`);
  await until(() => call('GET', '/health/ready').catch(() => false), 120_000);
  return demo ? { told } : performance.now() - began;
}

async function atRest(folder) {
  await pause(REST);
  const held = postgresMb(postgresOf(folder));
  line('memory at rest, the program', residentMb(running.pid), 0, 'MiB');
  line('memory at rest, PostgreSQL', held, 0, 'MiB');
}

async function tellDemo() {
  const { told } = await begin('demo', { demo: true });
  const processes = { pid: running.pid, postgres: postgresOf('demo') };
  const [began, before] = [performance.now(), cpuOf(processes)];
  const said = await told;
  if (!said?.endsWith('is told')) throw new Error('The demonstration was not told.');
  const after = cpuOf(processes);
  line('the demonstration told after ready, seconds', (performance.now() - began) / 1000, 60, 's');
  const seconds = (of) => ((after[of] - before[of]) / 1000).toFixed(1);
  console.log(`${''.padEnd(52)} CPU s: program ${seconds('program')} + database ${seconds('database')}`);
  await atRest('demo');
}

/** Who said it first; null when they ended without, or took too long. */
function saidIn(output, sought) {
  return new Promise((resolve) => {
    let text = '';
    output.on('data', (part) => {
      text = (text + part).slice(-4_096);
      const found = sought.exec(text);
      if (found) resolve(found[0]);
    });
    output.once('close', () => resolve(null));
    setTimeout(resolve, TELLING_LIMIT, null).unref();
  });
}

function postgresOf(folder) {
  return Number(readFileSync(join(folders, folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function end() {
  const gone = running && new Promise((resolve) => running.once('exit', resolve));
  if (running?.exitCode === null && running.kill('SIGTERM')) await gone;
  running = undefined;
}
