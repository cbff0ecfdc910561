import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { RollupsService } from '#insights';
import { LOGGER } from '#platform/log';
import { DemoChapters } from './demo-chapters.service.ts';
import { DemoRepository, type Progress } from './demo.repository.ts';
import { DemoSequel } from './demo-sequel.service.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { EVERYBODY as PEOPLE } from './rules/people.ts';

const NOTE_EVERY_MS = 1_000;
/** How often a process that could tell asks whether the one that does has ended or died. */
const TURN_MS = 1_000;

class Interrupted extends Error {}

/**
 * The demonstration: a network that is there before anybody can look, and its year, told in the background.
 * A chapter that was interrupted is told again from its start, by another process that waits its turn or at the next start.
 */
@Injectable()
export class Demo implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #closing = false;
  #telling: Promise<void> = Promise.resolve();
  /** In people whose whole year it is. */
  #told = 0;

  constructor(
    @Inject(LOGGER) private readonly log: Logger,
    private readonly repository: DemoRepository,
    private readonly setUp: DemoSetUp,
    private readonly chapters: DemoChapters,
    private readonly rollups: RollupsService,
    private readonly sequel: DemoSequel,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.setUp.setUp(PEOPLE);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing = true;
    await this.#telling;
  }

  /** Begins to tell what has not been told, once it is this process's turn, and gives back the end of it. */
  begin(): Promise<void> {
    this.#telling = this.#tellInTurn().catch((error: unknown) => {
      if (!(error instanceof Interrupted)) this.log.error({ err: error }, 'the demonstration could not be told');
    });
    return this.#telling;
  }

  /** Null when nothing is under way. */
  async progress(): Promise<Progress | null> {
    const progress = await this.repository.progress();
    return progress && progress.done < progress.total ? progress : null;
  }

  async #tellInTurn(): Promise<void> {
    while (!this.#closing && (await this.progress()))
      if (!(await this.repository.alone(() => this.#tellAll()))) await pause(TURN_MS);
  }

  /** False when there is something left to tell. */
  async #tellAll(): Promise<boolean> {
    // It may have been told since this process began to wait.
    if (!(await this.progress())) return true;
    let noted: Promise<void> = Promise.resolve();
    const noting = setInterval(() => void (noted = this.#note()), NOTE_EVERY_MS);
    try {
      await this.chapters.tellAll((people) => this.#goOn(people));
      if (!(await this.chapters.areTold())) return false;
      await this.sequel.tell((people) => this.#goOn(people));
      await this.rollups.rebuild();
    } finally {
      clearInterval(noting);
      await noted;
    }
    await this.repository.keepProgress({ done: PEOPLE, total: PEOPLE });
    this.log.info('the demonstration is told');
    return true;
  }

  #goOn(people: number): void {
    if (this.#closing) throw new Interrupted();
    this.#told += people;
  }

  async #note(): Promise<void> {
    if (this.#closing) return;
    try {
      await this.repository.keepProgress({ done: Math.min(Math.round(this.#told), PEOPLE - 1), total: PEOPLE });
    } catch (error) {
      this.log.warn({ err: error }, 'the progress of the demonstration was not noted');
    }
  }
}
