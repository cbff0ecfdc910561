import { InjectQueue } from '@nestjs/bullmq';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { Clock } from '#platform/clock';
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
/** A listener silent for so long has lost its job with the queue, or failed every try: it is told again. */
const FORGOTTEN_MS = 10 * 60_000;

/** Hands new facts to their listeners through the queue: one job a listener and batch. */
@Injectable()
export class FactRelay implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #listeners = new Map<string, { names: FactName[]; hear: Listener }>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #closed = false;
  #handed = 0;

  constructor(
    @InjectQueue('facts') private readonly queue: Queue<FactJob>,
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    this.#discover();
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'web') return;
    this.#timer = setInterval(() => this.wake(), POLL_MS);
  }

  /** While queue and database still answer: a relay that begins after them would wait for ever. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Who hears facts of these names: one entry a name and listener. */
  listenersOf(names: readonly FactName[]): { name: FactName; listener: string }[] {
    return [...this.#listeners].flatMap(([listener, { names: heard }]) =>
      heard.filter((name) => names.includes(name)).map((name) => ({ name, listener })),
    );
  }

  /** Facts handed on since the start, whoever asked: what changed meanwhile tells that something is under way. */
  get handed(): number {
    return this.#handed;
  }

  /** Relays soon; a call that is lost costs at most one poll. */
  wake(): void {
    if (this.#closed || this.config.role === 'web') return;
    void this.drain().catch((error: unknown) => this.#report(error));
  }

  /** Relays all there is, after what is being relayed already; gives how many facts were handed on. */
  drain(): Promise<number> {
    const turn = this.#running.then(() => (this.#closed ? 0 : this.#drain()));
    this.#running = turn.catch(() => 0);
    return turn;
  }

  async #drain(): Promise<number> {
    let total = 0;
    for (;;) {
      const relayed = await this.#relay();
      this.#handed += relayed;
      total += relayed;
      if (relayed < BATCH) return total;
    }
  }

  /** @throws when no listener has this name: a job without a handler is a defect, not an accident. */
  async hear({ listener, facts }: FactJob): Promise<void> {
    const known = this.#listeners.get(listener);
    if (!known) throw new Error(`No listener is named ${listener}.`);
    await known.hear(await this.#load(facts));
    await this.db.query('delete from fact_outbox where listener = $1 and fact_id = any($2::bigint[])', [
      listener,
      facts,
    ]);
  }

  async #relay(): Promise<number> {
    const now = this.clock.now();
    return this.db.transaction(async () => {
      const handed = await this.db.query<{ listener: string; facts: string[] }>(
        `with chosen as (
           select fact_id, listener from fact_outbox
           where handed_at is null or handed_at < $2
           order by fact_id limit ${BATCH} for update skip locked),
         handed as (
           update fact_outbox set handed_at = $1 from chosen
           where fact_outbox.fact_id = chosen.fact_id and fact_outbox.listener = chosen.listener
           returning fact_outbox.fact_id, fact_outbox.listener)
         select listener, array_agg(fact_id::text order by fact_id) as facts from handed group by listener`,
        [now, new Date(now.getTime() - FORGOTTEN_MS)],
      );
      if (handed.length > 0) await this.queue.addBulk(handed.map((job) => ({ name: job.listener, data: job })));
      return handed.reduce((sum, { facts }) => sum + facts.length, 0);
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
        const hears = Reflect.getMetadata(HEARS, prototype[method] as Listener) as
          { listener: string; names: FactName[] } | undefined;
        if (hears)
          this.#add(
            hears.listener,
            hears.names,
            (instance as Record<string, Listener>)[method]?.bind(instance) as Listener,
          );
      }
    }
  }

  #add(listener: string, names: FactName[], hear: Listener): void {
    if (this.#listeners.has(listener)) throw new Error(`Two listeners are named ${listener}.`);
    this.#listeners.set(listener, { names, hear });
  }

  #report(error: unknown): void {
    if (!this.#closed) process.emitWarning(`Facts were not relayed: ${String(error)}`);
  }
}
