import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
  type Repository,
} from 'typeorm';

export interface Rows<Row> {
  readonly rows: Row[];
  /** Rows changed by an insert, update or delete. */
  readonly count: number;
}

export interface TransactionOptions {
  /**
   * It tells what is over, of people whom nobody else knows yet: however long it takes, it holds no key that somebody else
   * would wait for.
   */
  readonly history?: boolean;
}

interface Transaction {
  readonly runner: QueryRunner;
  readonly history: boolean;
  readonly afterCommit: (() => void)[];
  readonly heldKeys: Set<number>;
}

/** Serialization failure and deadlock (PostgreSQL, appendix A): the whole verb is tried again. */
const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/**
 * One verb, one transaction, carried by async context: what a verb calls joins it, so nothing is half done.
 * A verb inside `transaction` may run twice (deadlock), so it touches nothing but the database.
 */
@Injectable()
export class Database {
  readonly #current = new AsyncLocalStorage<Transaction>();

  constructor(private readonly source: DataSource) {}

  async transaction<T>(verb: () => Promise<T>, { history = false }: TransactionOptions = {}): Promise<T> {
    if (this.#current.getStore()) return verb();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(verb, history);
      } catch (error) {
        if (attempt === ATTEMPTS || !RETRIED.has(codeOf(error))) throw error;
      }
    }
  }

  /** Whether what runs now is part of a transaction, and will be undone with it. */
  get isInTransaction(): boolean {
    return this.#current.getStore() !== undefined;
  }

  get tellsHistory(): boolean {
    return this.#current.getStore()?.history ?? false;
  }

  /** What `lockKeys` holds until the current transaction ends; null when there is none. */
  get heldKeys(): Set<number> | null {
    return this.#current.getStore()?.heldKeys ?? null;
  }

  /** Runs once the current transaction is in the database; at once when there is none. For wake-ups only: it may be lost. */
  afterCommit(wake: () => void): void {
    const transaction = this.#current.getStore();
    if (transaction) transaction.afterCommit.push(wake);
    else wake();
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.run<Row>(sql, parameters)).rows;
  }

  /** As `query`, with the number of rows changed. */
  async run<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Rows<Row>> {
    const transaction = this.#current.getStore();
    if (transaction) return structured<Row>(transaction.runner, sql, parameters);
    const runner = this.source.createQueryRunner();
    try {
      return await structured<Row>(runner, sql, parameters);
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs what is long and has transactions of its own while nobody else runs it; null, at once, when somebody does.
   * Whoever dies or loses the database gives the lock back.
   */
  async alone<T>(lock: readonly [group: number, key: number], task: () => Promise<T>): Promise<T | null> {
    const runner = this.source.createQueryRunner();
    try {
      const { rows } = await structured<{ taken: boolean }>(
        runner,
        'select pg_try_advisory_lock($1, $2) as taken',
        lock,
      );
      if (!rows[0]?.taken) return null;
      try {
        return await task();
      } finally {
        await structured(runner, 'select pg_advisory_unlock($1, $2)', lock);
      }
    } finally {
      await runner.release();
    }
  }

  /** The ORM's repository, inside the current transaction when there is one. */
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.#manager().getRepository(entity);
  }

  #manager(): EntityManager {
    return this.#current.getStore()?.runner.manager ?? this.source.manager;
  }

  async #once<T>(verb: () => Promise<T>, history: boolean): Promise<T> {
    const transaction: Transaction = {
      runner: this.source.createQueryRunner(),
      history,
      afterCommit: [],
      heldKeys: new Set(),
    };
    try {
      await transaction.runner.startTransaction();
      const result = await this.#current.run(transaction, verb);
      await transaction.runner.commitTransaction();
      for (const wake of transaction.afterCommit) wake();
      return result;
    } catch (error) {
      // With its connection lost it is undone already.
      if (transaction.runner.isTransactionActive && !transaction.runner.isReleased)
        await transaction.runner.rollbackTransaction();
      throw error;
    } finally {
      await transaction.runner.release();
    }
  }
}

async function structured<Row>(runner: QueryRunner, sql: string, parameters: readonly unknown[]): Promise<Rows<Row>> {
  const client = (await runner.connect()) as PoolClient;
  const { rows, rowCount } = await client.query(sql, [...parameters]);
  return { rows: rows as Row[], count: rowCount ?? 0 };
}

function codeOf(error: unknown): string {
  return (
    (error as { code?: string; driverError?: { code?: string } }).driverError?.code ??
    (error as { code?: string }).code ??
    ''
  );
}
