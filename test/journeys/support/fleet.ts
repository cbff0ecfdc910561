import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createTestDatabase } from '../../support/database.ts';
import { freePort, until } from '../../support/network.ts';
import { ensureBuilt, launch, ready, type Program } from '../../support/program.ts';
import { API_KEY, caller, type Platform } from './platform.ts';

export type Role = 'web' | 'worker' | 'scheduler';

/** How long the other processes take to see that the clock was moved: they look once a second. */
const NOTICED_MS = 1_200;

/**
 * The compiled program in processes of its own on one database. Its first `web` process holds the phones and mailboxes: what
 * was received is counted there, whoever else is killed. The others share its port at other addresses of this machine, so
 * that each finds the phones where they are.
 */
export class Fleet {
  readonly #running = new Set<Program>();
  #addresses = 0;

  private constructor(
    readonly url: string,
    readonly db: pg.Pool,
    readonly api: Platform['api'],
    private readonly env: Record<string, string>,
    private readonly drop: () => Promise<void>,
  ) {}

  /** With one `web` process and nobody else. */
  static async start(env: Record<string, string> = {}): Promise<Fleet> {
    await ensureBuilt();
    const database = await createTestDatabase();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const db = new pg.Pool({ connectionString: database.url, max: 4, application_name: 'test' });
    db.on('error', () => undefined); // a test may end the sessions of all
    const common = {
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: database.url,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      API_KEY,
      DEMO: 'false',
      LOG_LEVEL: 'error',
      ...env,
    };
    const fleet = new Fleet(url, db, caller(url), common, database.drop);
    await fleet.add('web');
    return fleet;
  }

  /** Another process, once it serves. */
  async add(role: Role): Promise<Program & { readonly url: string }> {
    const host = `127.0.0.${(this.#addresses += 1)}`;
    const url = this.url.replace('127.0.0.1', host);
    const program = launch({ ...this.env, ROLE: role, HOST: host });
    this.#running.add(program);
    await ready(program, url);
    return Object.assign(program, { url });
  }

  /** Without a chance to do anything more. */
  async kill(program: Program): Promise<void> {
    this.#running.delete(program);
    program.kill('SIGKILL');
    await program.exitCode;
  }

  /** In order, as an operator ends it. */
  async end(program: Program): Promise<void> {
    this.#running.delete(program);
    program.kill('SIGTERM');
    await program.exitCode;
  }

  /** What any of them complained about, and whether one has gone. */
  complaints(): string {
    return [...this.#running].map((program) => program.output()).join('\n');
  }

  get isWhole(): boolean {
    return [...this.#running].every((program) => program.isRunning());
  }

  async now(): Promise<Date> {
    return new Date((await this.api<{ now: string }>('GET', '/sandbox/api/clock')).body.now);
  }

  /** Moves everybody's time without waiting for what falls due: it is done by whoever lives. */
  async moveClock(ms: number): Promise<void> {
    await this.db.query(
      `insert into setting (key, value, changed_at) values ('sandbox.clock', jsonb_build_object('offsetMs', $1::float8), now())
       on conflict (key) do update set value = jsonb_build_object('offsetMs', (setting.value ->> 'offsetMs')::float8 + $1::float8)`,
      [ms],
    );
    await pause(NOTICED_MS);
  }

  async count(sql: string): Promise<number> {
    const { rows } = await this.db.query<{ n: number }>(`select count(*)::int as n from ${sql}`);
    return rows[0]?.n ?? 0;
  }

  /** Waits for it, while everybody lives. */
  async until(what: string, question: () => Promise<boolean>, limit = 60_000): Promise<void> {
    await until(question, () => `${what} did not come.\n${this.complaints()}`, limit);
  }

  async close(): Promise<void> {
    const running = [...this.#running];
    for (const program of running) program.kill('SIGKILL');
    await Promise.all(running.map((program) => program.exitCode));
    await this.db.end();
    await this.drop();
  }
}
