// A platform of its own for a benchmark: the compiled program in a process of its own, on a PostgreSQL of its own.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';

export const KEY = 'a-key-for-benchmarks-only';
const json = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };

export async function startPlatform() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const postgres = await startPostgres({ dir: join(folder, 'postgres'), database: 'chaudfroid' });
  const port = await freePort();
  const program = `import { main } from ${JSON.stringify(new URL('../../dist/main.js', import.meta.url).href)};
    const running = await main(process.env, { embedded: false });
    process.on('SIGTERM', () => running.close().then(() => process.exit(0)));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: postgres.url,
      HOST: '127.0.0.1',
      PORT: String(port),
      API_KEY: KEY,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'error',
      DEMO: 'false',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/health/ready`).catch(() => null))?.ok);
  return {
    url,
    pid: child.pid,
    pool: new pg.Pool({ connectionString: postgres.url, max: 40 }),
    api: (method, path, body) => call(url + path, method, body),
    async stop() {
      await this.pool.end();
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function call(address, method, body) {
  const answer = await fetch(address, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** A touchpoint that always asks at once, and a cap of two a month: enough for every rule to have something to count. */
export async function askAlways({ api }) {
  await api('PUT', '/api/v1/questionnaires/csat-store', {
    name: 'Magasin',
    temperature: 'hot',
    questions: [
      { key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true },
      { key: 'comment', kind: 'text', text: { fr: 'Pourquoi ?' } },
    ],
  });
  await api('PUT', '/api/v1/touchpoints/store-visit', {
    name: { fr: 'Visite' },
    questionnaire: 'csat-store',
    delay: 'PT0S',
    settle: 'PT0S',
    maxAge: 'P3D',
    sampling: 1,
    channels: ['sms', 'email'],
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' },
    priority: 3,
    reminders: [],
    expiresAfter: 'P14D',
    active: true,
  });
  await api('PUT', '/api/v1/pressure/policy', { rules: [{ key: 'cap', scope: 'all', windowDays: 30, cap: 2 }] });
}

let made = 0;
/** A visit of one of `people` people. */
export function visit(people) {
  const person = Math.floor(Math.random() * people);
  return {
    id: `bench-${process.pid}-${made++}`,
    touchpoint: 'store-visit',
    occurredAt: new Date().toISOString(),
    site: 'lyon-2',
    customer: {
      externalId: `p-${person}`,
      firstName: 'Léa',
      lastName: 'Martin',
      phone: `+336${String(10_000_000 + person)}`,
      email: `p${person}@example.test`,
      locale: 'fr',
    },
  };
}

export { json };

/** Runs `act` on `lanes` lanes for `seconds`; gives how many times a second it was done. */
export async function perSecond(lanes, seconds, act) {
  const start = performance.now();
  const end = start + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < end) {
        const n = await act();
        done += typeof n === 'number' ? n : 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1000);
}

export async function until(question, limitMs = 60_000) {
  const end = performance.now() + limitMs;
  while (!(await question())) {
    if (performance.now() > end) throw new Error('It did not happen in time.');
    await pause(50);
  }
}

export function line(what, ours, limit, unit) {
  const ratio = limit ? `  ratio ${(ours / limit).toFixed(2)} of ${Math.round(limit)}` : '';
  console.log(`${what.padEnd(44)} ${String(Math.round(ours)).padStart(8)} ${unit}${ratio}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
