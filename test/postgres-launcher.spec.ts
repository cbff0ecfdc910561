import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '../scripts/postgres.mjs';
import { itWith } from './support/tool.ts';

const FAST = ['fsync=off'];

describe('the PostgreSQL we run ourselves', () => {
  let home: string;
  let dir: string;
  let server: RunningPostgres | undefined;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'launcher-'));
    chmodSync(home, 0o755); // where an unprivileged user can pass
    dir = join(home, 'data', 'postgres');
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    rmSync(home, { recursive: true });
  });

  const start = async () => (server = await startPostgres({ dir, database: 'shop', flags: FAST }));

  it('starts on an empty folder, takes 200 connections, sorts and folds as UTF-8, and is closed to other users', async () => {
    const { url, adopted } = await start();
    expect(adopted).toBe(false);
    expect(await ask(url, `select current_setting('max_connections') as n`)).toEqual([{ n: '200' }]);
    expect(await ask(url, `select upper('é') as upper, current_database() as name`)).toEqual([
      { upper: 'É', name: 'shop' },
    ]);
    expect(statSync(dir).mode & 0o077).toBe(0);
    await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps what was written over a stop and a start, and frees its folder when it stops', async () => {
    const first = await start();
    await ask(first.url, 'create table t as select 7 as n');
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);
    expect(existsSync(join(dir, 'postmaster.pid'))).toBe(false);
    await first.stop();
    expect(await ask((await start()).url, 'select n from t')).toEqual([{ n: 7 }]);
  });

  it('adopts the server that a killed Node left behind', async () => {
    const owner = await ownerProcess(dir);
    owner.child.kill('SIGKILL');
    await once(owner.child, 'exit');
    const again = await start();
    expect(again).toMatchObject({ adopted: true, pid: owner.pid, port: owner.port });
    expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts again at once after kill -9 of the server, with every committed row', async () => {
    const first = await start();
    await ask(first.url, 'create table t as select 7 as n');
    process.kill(first.pid, 'SIGKILL');
    const again = await start();
    expect(again.pid).not.toBe(first.pid);
    expect(await ask(again.url, 'select n from t')).toEqual([{ n: 7 }]);
  });

  it('is not stopped by a pid file whose number now belongs to another program', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    await (await start()).stop();
    const { uid, gid } = statSync(dir);
    const stranger = spawn('sleep', ['60'], { uid, gid });
    writeFileSync(join(dir, 'postmaster.pid'), pidFileNaming(stranger.pid, dir, first.port));
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(isRunning(stranger.pid)).toBe(true);
    stranger.kill();
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    await (await start()).stop();
    writeFileSync(join(dir, 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(start()).rejects.toThrow('no_such_setting');
  });

  const asRoot = process.getuid?.() === 0 ? { path: '/' } : { missing: 'only root needs it' };
  itWith(asRoot)('runs for root in a folder that no other user can reach', async () => {
    chmodSync(home, 0o700);
    const { url } = await start();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(statSync(dir).uid).toBe(0);
  });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A Node process that starts the server and then only waits to be killed. */
async function ownerProcess(dir: string): Promise<{ child: ChildProcess; pid: number; port: number }> {
  const script = `
    import { startPostgres } from ${JSON.stringify(new URL('../scripts/postgres.mjs', import.meta.url).href)};
    const { pid, port } = await startPostgres(${JSON.stringify({ dir, database: 'shop', flags: FAST })});
    console.log(JSON.stringify({ pid, port }));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { pid: number; port: number }) };
}

function pidFileNaming(pid: number | undefined, dir: string, port: number): string {
  return `${pid}\n${dir}\n1700000000\n${port}\n\n127.0.0.1\n\nready   \n`;
}

/** Running, and not merely waiting for its parent to notice its end. */
function isRunning(pid: number | undefined): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}
