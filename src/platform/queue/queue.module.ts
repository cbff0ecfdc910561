import { BullModule, BullRegistrar, InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Global, Inject, Injectable, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { Queue, type Job, type Worker } from 'bullmq';
import type { Logger } from 'pino';
import { CONFIG, type Config } from '#platform/config';
import { LOGGER } from '#platform/log';
import { queueConnection } from './connection.ts';
import { Settling } from './settling.ts';
import { Sweeps, type Sweep } from './sweeps.ts';

@Processor('sweeps', { concurrency: 4 })
class SweepsProcessor extends WorkerHost {
  constructor(private readonly sweeps: Sweeps) {
    super();
  }

  override async process(job: Job<unknown, number>): Promise<number> {
    return this.sweeps.run(job.name);
  }
}

const WATCH_MS = 5_000;
/** Later than this, a sweep's next turn was lost: with the queue that held it, or with the worker that was to plan it. */
const LOST_MS = 15_000;

/** Starts the workers and the repeating jobs that this process's role calls for; called once everything has been wired. */
@Injectable()
export class QueueStart implements BeforeApplicationShutdown {
  readonly #workers: Worker[] = [];
  #watch: NodeJS.Timeout | undefined;

  constructor(
    @InjectQueue('sweeps') private readonly queue: Queue,
    @Inject(CONFIG) private readonly config: Config,
    private readonly sweeps: Sweeps,
    private readonly registrar: BullRegistrar,
    private readonly discovery: DiscoveryService,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const { role } = this.config;
    this.#listen();
    if (role === 'all' || role === 'worker') this.#work();
    if (role === 'all' || role === 'scheduler') await this.#schedule();
  }

  /** Work ends before what it works with: the sandbox's phones, the queue, the database. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#watch);
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  /** What nobody listens to, BullMQ prints. */
  #listen(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (instance instanceof Queue)
        instance.on('error', (error) => this.log.warn({ err: error, queue: instance.name }, 'a queue is out of reach'));
    }
  }

  #work(): void {
    this.registrar.register();
    const hosts = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    for (const host of hosts) {
      if (!(host instanceof WorkerHost)) continue;
      const { worker } = host as WorkerHost<Worker>;
      this.#workers.push(worker);
      worker.on('failed', (job, error) =>
        this.log.error({ err: error, queue: worker.name, job: job?.name }, 'work failed; it is tried again'),
      );
      worker.on('error', (error) => this.log.error({ err: error, queue: worker.name }, 'the queue is out of reach'));
    }
  }

  async #schedule(): Promise<void> {
    const known = new Set(this.sweeps.all().map((sweep) => sweep.name));
    for (const old of await this.queue.getJobSchedulers())
      if (!known.has(old.key)) await this.queue.removeJobScheduler(old.key);
    for (const sweep of this.sweeps.all()) await this.#giveTurns(sweep);
    this.#watch = setInterval(() => {
      this.#restoreTurns().catch((error: unknown) =>
        this.log.warn({ err: error }, 'the queue did not tell when sweeps run'),
      );
    }, WATCH_MS);
  }

  async #giveTurns({ name, everyMs }: Sweep): Promise<void> {
    await this.queue.upsertJobScheduler(
      name,
      { every: everyMs },
      { name, opts: { removeOnComplete: true, removeOnFail: 100 } },
    );
  }

  /** The queue tells time by the machine's clock, whatever the platform's says. */
  async #restoreTurns(): Promise<void> {
    const now = performance.timeOrigin + performance.now();
    const next = new Map((await this.queue.getJobSchedulers()).map((turns) => [turns.key, turns.next ?? 0]));
    for (const sweep of this.sweeps.all())
      if ((next.get(sweep.name) ?? 0) < now - LOST_MS) await this.#giveTurns(sweep);
  }
}

@Global()
@Module({
  imports: [
    DiscoveryModule,
    BullModule.forRootAsync({
      inject: [CONFIG],
      useFactory: async (config: Config) => ({
        connection: (await queueConnection(config)).connection,
        defaultJobOptions: {
          attempts: 8,
          backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
          removeOnComplete: true,
          removeOnFail: 1_000,
        },
      }),
      extraOptions: { manualRegistration: true },
    }),
    BullModule.registerQueue({ name: 'sweeps' }),
  ],
  providers: [Sweeps, Settling, SweepsProcessor, QueueStart],
  exports: [Sweeps, Settling, QueueStart],
})
export class QueueModule {}
