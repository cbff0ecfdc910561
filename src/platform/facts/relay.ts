import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { CONFIG, type Config } from '#platform/config';
import { Database } from '#platform/database';
import type { FactName } from './facts.ts';
import { HEARS, type HeardFact } from './hears.ts';

type Listener = (facts: HeardFact[]) => Promise<void>;

export interface FactJob {
  readonly listener: string;
  readonly facts: string[];
}

const BATCH = 500;
const POLL_MS = 1_000;

/** Hands new facts to their listeners through the queue: one job a listener and batch. */
@Injectable()
export class FactRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #listeners = new Map<string, { names: FactName[]; hear: Listener }>();
  readonly #heard = new Set<FactName>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    @InjectQueue('facts') private readonly queue: Queue<FactJob>,
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    this.#discover();
    if (this.config.role === 'web') return;
    this.#timer = setInterval(() => this.wake(), POLL_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  isHeard(name: FactName): boolean {
    return this.#heard.has(name);
  }

  /** Relays soon; a call that is lost costs at most one poll. */
  wake(): void {
    if (this.#closed || this.config.role === 'web') return;
    this.#running = this.#running.then(() => (this.#closed ? 0 : this.drain())).catch((error: unknown) => this.#report(error));
  }

  /** Relays all there is; gives how many facts were handed on. */
  async drain(): Promise<number> {
    let total = 0;
    for (;;) {
      const relayed = await this.#relay();
      total += relayed;
      if (relayed < BATCH) return total;
    }
  }

  /** @throws when no listener has this name: a job without a handler is a defect, not an accident. */
  async hear({ listener, facts }: FactJob): Promise<void> {
    const known = this.#listeners.get(listener);
    if (!known) throw new Error(`No listener is named ${listener}.`);
    await known.hear(await this.#load(facts));
  }

  async #relay(): Promise<number> {
    return this.db.transaction(async () => {
      const taken = await this.db.query<{ fact_id: string; name: FactName }>(
        `with taken as (
           delete from fact_outbox where fact_id in
             (select fact_id from fact_outbox order by fact_id limit ${BATCH} for update skip locked)
           returning fact_id)
         select fact_id, name from taken join fact on fact.id = fact_id order by fact_id`,
      );
      const jobs = [...this.#listeners].flatMap(([listener, { names }]) => {
        const facts = taken.filter((fact) => names.includes(fact.name)).map((fact) => fact.fact_id);
        return facts.length > 0 ? [{ name: listener, data: { listener, facts } }] : [];
      });
      if (jobs.length > 0) await this.queue.addBulk(jobs);
      return taken.length;
    });
  }

  async #load(ids: readonly string[]): Promise<HeardFact[]> {
    return this.db.query<HeardFact>(
      `select id::text, name, subject, customer_id as customer, at, data from fact where id = any($1::bigint[]) order by id`,
      [ids],
    );
  }

  #discover(): void {
    for (const { instance } of [...this.discovery.getProviders(), ...this.discovery.getControllers()]) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, Listener>;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const hears = Reflect.getMetadata(HEARS, prototype[method] as Listener) as { listener: string; names: FactName[] } | undefined;
        if (hears) this.#add(hears.listener, hears.names, (instance as Record<string, Listener>)[method]?.bind(instance) as Listener);
      }
    }
  }

  #add(listener: string, names: FactName[], hear: Listener): void {
    if (this.#listeners.has(listener)) throw new Error(`Two listeners are named ${listener}.`);
    this.#listeners.set(listener, { names, hear });
    for (const name of names) this.#heard.add(name);
  }

  #report(error: unknown): void {
    if (!this.#closed) process.emitWarning(`Facts were not relayed: ${String(error)}`);
  }
}
