import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../scripts/postgres.mjs';
import type { TestDatabase } from '../../support/database.ts';
import { freePort } from '../../support/network.ts';

/** What is written survives the end of all its processes: only the machine itself must not fail. */
const FAST = ['fsync=off', 'full_page_writes=off'];

/** A PostgreSQL of its own for one test, which may be killed, and an empty database on it. */
export class KillablePostgres implements TestDatabase {
  #running: Awaited<ReturnType<typeof startPostgres>> | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<KillablePostgres> {
    const postgres = new KillablePostgres(mkdtempSync(join(tmpdir(), 'killable-')), await freePort());
    await postgres.startAgain();
    return postgres;
  }

  get url(): string {
    if (!this.#running) throw new Error('It has not started.');
    return this.#running.url;
  }

  /** The postmaster; its children end when they notice. */
  kill(): void {
    if (this.#running) process.kill(this.#running.pid, 'SIGKILL');
  }

  /** Where it was, with what it held. */
  async startAgain(): Promise<void> {
    const dir = join(this.folder, 'postgres');
    this.#running = await startPostgres({ dir, database: 'chaudfroid', flags: FAST, port: this.port });
  }

  async drop(): Promise<void> {
    await this.#running?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
