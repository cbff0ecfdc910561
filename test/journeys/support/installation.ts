import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { freePort, until } from '../../support/network.ts';
import { ensureBuilt, launch, ready, type Program } from '../../support/program.ts';
import { moveClock } from './fleet.ts';
import { API_KEY, caller, type Platform } from './platform.ts';

/** What `npm start` makes in an empty folder: one process with its own PostgreSQL. */
export class Installation {
  #program: Program | undefined;

  private constructor(
    readonly url: string,
    readonly api: Platform['api'],
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<Installation> {
    await ensureBuilt();
    const url = `http://127.0.0.1:${await freePort()}`;
    const installation = new Installation(url, caller(url), mkdtempSync(join(tmpdir(), 'installation-')));
    await installation.startAgain();
    return installation;
  }

  async startAgain(): Promise<void> {
    const { port } = new URL(this.url);
    this.#program = launch({ DATA_DIR: this.dataDir, PORT: port, API_KEY, DEMO: 'false', LOG_LEVEL: 'error' });
    await ready(this.#program, this.url);
  }

  /** The program and its database, at the same moment. */
  async kill(): Promise<void> {
    const [pid = ''] = readFileSync(join(this.#database, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    this.#program?.killGroup('SIGKILL');
    await this.#program?.exitCode;
  }

  async now(): Promise<Date> {
    return new Date((await this.api<{ now: string }>('GET', '/sandbox/api/clock')).body.now);
  }

  moveClock = async (ms: number): Promise<void> => {
    await this.#withDatabase((db) => moveClock(db, ms));
  };

  count = async (from: string): Promise<number> => {
    const { rows } = await this.#withDatabase((db) =>
      db.query<{ n: number }>(`select count(*)::int as n from ${from}`),
    );
    return rows[0]?.n ?? 0;
  };

  until = async (what: string, question: () => Promise<boolean>, limit = 60_000): Promise<void> => {
    await until(question, () => `${what} did not come.\n${this.#program?.output()}`, limit);
  };

  async close(): Promise<void> {
    this.#program?.kill('SIGKILL');
    await this.#program?.exitCode;
    // Adopts what the killed program left behind, to stop it.
    if (existsSync(join(this.#database, 'PG_VERSION')))
      await (await startPostgres({ dir: this.#database, database: 'postgres', password: this.#password })).stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  get #database(): string {
    return join(this.dataDir, 'postgres');
  }

  get #password(): string {
    const { DATABASE_PASSWORD } = JSON.parse(readFileSync(join(this.dataDir, 'secrets.json'), 'utf8')) as {
      DATABASE_PASSWORD: string;
    };
    return DATABASE_PASSWORD;
  }

  /** It listens elsewhere after each start. */
  async #withDatabase<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
    const port = Number(readFileSync(join(this.#database, 'postmaster.pid'), 'utf8').split('\n')[3]);
    const connection = {
      host: '127.0.0.1',
      port,
      user: 'chaudfroid',
      password: this.#password,
      database: 'chaudfroid',
    };
    const client = new pg.Client(connection);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
