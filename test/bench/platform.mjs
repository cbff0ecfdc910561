// A platform of its own for a benchmark: the compiled program in a process of its own, on a PostgreSQL of its own.
// However the benchmark ends, both end with it. PROFILE=<folder> writes a CPU profile of the program there.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { caller, freePort } from './client.mjs';
import { until } from './measure.mjs';

export const KEY = 'a-key-for-benchmarks-only';
const CONNECTIONS = 40;
const CLOSE_LIMIT = 20_000;
/** The limit looks rows up, one by one: it is never slowed by a plan made while its tables were small. */
const STRAIGHT = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** Gives `bench` a platform at work, and ends it whatever happens. */
export async function withPlatform(bench) {
  const platform = await startPlatform();
  try {
    await bench(platform);
  } finally {
    await platform.stop();
  }
}

async function startPlatform() {
  const folder = mkdtempSync(join(tmpdir(), 'chaudfroid-bench-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const flags = process.env['STATS']
    ? ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=on']
    : [];
  const postgres = await startPostgres({ dir: join(folder, 'postgres'), database: 'chaudfroid', flags });
  const [port, sessionSecret] = [await freePort(), randomBytes(32).toString('hex')];
  const child = spawn(
    process.execPath,
    [...HEAP, ...profiling(), '--input-type=module', '--eval', program(postgres.pid)],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, ...settings(postgres.url, port, sessionSecret) },
    },
  );
  const abandon = endWith(child, postgres, clean);
  const url = `http://127.0.0.1:${port}`;
  const call = caller(url, KEY);
  const pool = new pg.Pool({ connectionString: postgres.url, max: CONNECTIONS, options: STRAIGHT });
  await until(() => call('GET', '/health/ready').catch(() => false), 180_000);
  return {
    url,
    port,
    sessionSecret,
    pid: child.pid,
    postgres: postgres.pid,
    pool,
    api: call,
    async stop() {
      await pool.end();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT);
      if (child.exitCode === null && child.kill('SIGTERM')) await gone;
      clearTimeout(late);
      await postgres.stop();
      clean();
      process.off('exit', abandon);
    },
  };
}

/** The program; when whoever started it is gone, even killed, it ends itself and the database. */
function program(postgres) {
  return `import { main } from ${JSON.stringify(new URL('../../dist/main.js', import.meta.url).href)};
    process.stdin.resume().on('end', () => { process.kill(${postgres}, 'SIGQUIT'); process.exit(1); });
    const running = await main(process.env, { embedded: false });
    process.on('SIGTERM', () => running.close().then(() => process.exit(0)));`;
}

/** As `npm start` and the image run it. */
const HEAP = ['--max-semi-space-size=64'];

function profiling() {
  const folder = process.env['PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

function settings(database, port, sessionSecret) {
  return {
    DATABASE_URL: database,
    HOST: '127.0.0.1',
    PORT: String(port),
    API_KEY: KEY,
    SESSION_SECRET: sessionSecret,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'error',
    DEMO: 'false',
  };
}

function endWith(child, postgres, clean) {
  const abandon = () => {
    for (const pid of [child.pid, postgres.pid]) kill(pid);
    clean();
  };
  process.once('exit', abandon);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  return abandon;
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
