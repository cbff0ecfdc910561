import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { RollupsService } from '#insights';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { LOGGER } from '#platform/log';
import { DemoModeration } from './demo-moderation.service.ts';
import { DemoRepository, type Progress } from './demo.repository.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { DemoTelling } from './demo-telling.service.ts';
import { personOf } from './rules/people.ts';
import { DAYS, Year } from './rules/seasons.ts';

const SEED = 'Alizé Maison';
const PEOPLE = 7_000;
const IN_A_CHAPTER = 3_500;
const CHAPTERS = PEOPLE / IN_A_CHAPTER;
const TOTAL = CHAPTERS * DAYS;
const NOTE_EVERY_MS = 1_000;

class Interrupted extends Error {}

/**
 * The demonstration: a network that is there before anybody can look, and its year, told in the background.
 * - Two chapters are told side by side, each about other people. Each is one transaction: what it tells is seen when all of it has happened, and nothing of the past is due then.
 * - A chapter that was interrupted is told again from its start, at the next start.
 */
@Injectable()
export class Demo implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #closing = false;
  #telling: Promise<void> = Promise.resolve();
  #daysTold = 0;

  constructor(
    @Inject(LOGGER) private readonly log: Logger,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly repository: DemoRepository,
    private readonly setUp: DemoSetUp,
    private readonly telling: DemoTelling,
    private readonly moderation: DemoModeration,
    private readonly rollups: RollupsService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.setUp.setUp(TOTAL);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing = true;
    await this.#telling;
  }

  /** Begins to tell what has not been told, and gives back the end of it. */
  begin(): Promise<void> {
    this.#telling = this.#tellAll().catch((error: unknown) => {
      if (!(error instanceof Interrupted)) this.log.error({ err: error }, 'the demonstration could not be told');
    });
    return this.#telling;
  }

  /** Null when nothing is under way. */
  async progress(): Promise<Progress | null> {
    const progress = await this.repository.progress();
    return progress && progress.done < progress.total ? progress : null;
  }

  async #tellAll(): Promise<void> {
    const today = await this.repository.today();
    if (!today || !(await this.progress())) return;
    const noting = setInterval(() => void this.#note(), NOTE_EVERY_MS);
    try {
      const chapters = Array.from({ length: CHAPTERS }, (_, chapter) => this.#tell(chapter, today));
      for (const ended of await Promise.allSettled(chapters)) if (ended.status === 'rejected') throw ended.reason;
      await this.rollups.rebuild();
    } finally {
      clearInterval(noting);
    }
    await this.repository.keepProgress({ done: TOTAL, total: TOTAL });
    this.log.info('the demonstration is told');
  }

  async #tell(n: number, today: Date): Promise<void> {
    await this.db.transaction(
      async () => {
        if (!(await this.repository.takeChapter(n)) || (await this.repository.isTold(n))) return;
        const people = Array.from({ length: IN_A_CHAPTER }, (_, i) =>
          personOf(SEED, n * IN_A_CHAPTER + i, { first: i === 0 }),
        );
        const chapter = await this.setUp.chapter(SEED, new Year(today));
        await this.facts.asHistory(async () => {
          await this.telling.tell(chapter, people, () => this.#dayIsOver());
          await this.moderation.decideAll(chapter);
        });
        await this.repository.letArrive(today);
        await this.repository.keepTold(n);
      },
      { history: true },
    );
  }

  #dayIsOver(): void {
    if (this.#closing) throw new Interrupted();
    this.#daysTold += 1;
  }

  async #note(): Promise<void> {
    if (this.#closing) return;
    try {
      await this.repository.keepProgress({ done: Math.min(this.#daysTold, TOTAL - 1), total: TOTAL });
    } catch (error) {
      this.log.warn({ err: error }, 'the progress of the demonstration was not noted');
    }
  }
}
