import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { freePort, until } from '../../support/network.ts';
import { ensureBuilt, launch, ready, type Program } from '../../support/program.ts';
import type { Tool } from '../../support/tool.ts';
import { API_KEY, caller, type Platform } from './platform.ts';

/** What a fleet needs, and how to say that it is not there. */
export const severalAddresses: Tool =
  process.platform === 'linux' ? { path: '/' } : { missing: 'only Linux has 127.0.0.2 and on without being asked' };

export type Role = 'web' | 'worker' | 'scheduler';

/** One process of a fleet. */
export type Member = Program & { readonly role: Role; readonly host: string; readonly api: Platform['api'] };

/** Of what a process said, as much is told. */
const TOLD = 2_000;
/** How long the other processes take to see that the clock was moved: they look once a second. */
const NOTICED_MS = 1_200;

/**
 * The compiled program in processes of its own on one database. Its first `web` process holds the phones and mailboxes: what
 * was received is counted there, whoever else is killed. The others share its port at other addresses of this machine, so
 * that each finds the phones where they are.
 */
export class Fleet {
  readonly #running = new Set<Member>();
  #addresses = 0;
  #web: Member | undefined;

  private constructor(
    readonly url: string,
    readonly db: pg.Pool,
    readonly api: Platform['api'],
    private readonly env: Record<string, string>,
    private readonly drop: () => Promise<void>,
  ) {}

  /** With one `web` process and nobody else. @param database one of the tests' server, unless another is given. */
  static async start(env: Record<string, string> = {}, database?: TestDatabase): Promise<Fleet> {
    await ensureBuilt();
    return Fleet.#startOn(database ?? (await createTestDatabase()), env);
  }

  static async #startOn(database: TestDatabase, env: Record<string, string>): Promise<Fleet> {
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
    const fleet = new Fleet(url, db, caller(url), common, () => database.drop());
    fleet.#web = await fleet.add('web');
    return fleet;
  }

  /** Another process, once it serves. @param port where it serves, and where on 127.0.0.1 it believes the phones to be. */
  async add(role: Role, host = `127.0.0.${(this.#addresses += 1)}`, port = new URL(this.url).port): Promise<Member> {
    const url = `http://${host}:${port}`;
    const program = launch({ ...this.env, ROLE: role, HOST: host, PORT: port });
    const member = Object.assign(program, { role, host, api: caller(url) });
    this.#running.add(member);
    await ready(program, url);
    return member;
  }

  /** Killed, and started again where it was. */
  async restart(member: Member): Promise<Member> {
    await this.kill(member);
    const again = await this.add(member.role, member.host);
    if (member === this.#web) this.#web = again;
    return again;
  }

  /** Without a chance to do anything more. */
  async kill(member: Member): Promise<void> {
    this.#running.delete(member);
    member.kill('SIGKILL');
    await member.exitCode;
  }

  /** What any of them complained about, and whether one has gone. */
  complaints(): string {
    const told = ({ pid, output, isRunning }: Program) =>
      `${pid} ${isRunning() ? 'lives' : 'has ended'}:\n${output().slice(-TOLD)}`;
    return [...this.#running].map(told).join('\n');
  }

  /** The one that holds phones and mailboxes. */
  get web(): Member {
    if (!this.#web) throw new Error('It has not started.');
    return this.#web;
  }

  get isWhole(): boolean {
    return [...this.#running].every((program) => program.isRunning());
  }

  async now(): Promise<Date> {
    return new Date((await this.api<{ now: string }>('GET', '/sandbox/api/clock')).body.now);
  }

  moveClock = async (ms: number): Promise<void> => {
    await moveClock(this.db, ms);
  };

  count = async (from: string): Promise<number> => {
    const { rows } = await this.db.query<{ n: number }>(`select count(*)::int as n from ${from}`);
    return rows[0]?.n ?? 0;
  };

  until = async (what: string, question: () => Promise<boolean>, limit = 60_000): Promise<void> => {
    await until(question, () => `${what} did not come.\n${this.complaints()}`, limit);
  };

  async close(): Promise<void> {
    const running = [...this.#running];
    for (const program of running) program.kill('SIGKILL');
    await Promise.all(running.map((program) => program.exitCode));
    await this.db.end();
    await this.drop();
  }
}

/** Moves the time of all processes without waiting for what falls due: it is done by whoever lives. */
export async function moveClock(db: Pick<pg.Pool, 'query'>, ms: number): Promise<void> {
  await db.query(
    `insert into setting (key, value, changed_at) values ('sandbox.clock', jsonb_build_object('offsetMs', $1::float8), now())
     on conflict (key) do update set value = jsonb_build_object('offsetMs', (setting.value ->> 'offsetMs')::float8 + $1::float8)`,
    [ms],
  );
  await pause(NOTICED_MS);
}
