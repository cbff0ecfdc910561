import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { DemoModeration } from './demo-moderation.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { DemoTelling } from './demo-telling.service.ts';
import { ACTIVE, personOf } from './rules/people.ts';
import { DAYS, Year } from './rules/seasons.ts';

export const SEED = 'Alizé Maison';

/** Whom each chapter is about, by the numbers of the first of them and of the first beyond. */
const CHAPTERS = [
  [0, 400],
  [400, 2_600],
  [2_600, 4_800],
  [4_800, ACTIVE],
] as const;

/**
 * Tells the story in chapters, each about other people.
 * - Each is one transaction: what it tells is seen when all of it has happened, and nothing of the past is due then.
 * - The first is short: what the database learns from its tables tells it how to fill them further. The others go side by side.
 */
@Injectable()
export class DemoChapters {
  constructor(
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly repository: DemoRepository,
    private readonly setUp: DemoSetUp,
    private readonly telling: DemoTelling,
    private readonly moderation: DemoModeration,
  ) {}

  /** What was told before is not told again. @param told how many people's whole year has been told since; it may throw to end it */
  async tellAll(told: (people: number) => void): Promise<void> {
    const [first = 0, ...others] = CHAPTERS.keys();
    await this.#tell(first, told);
    await this.repository.analyse();
    const ended = await Promise.allSettled(others.map((chapter) => this.#tell(chapter, told)));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }

  /** False while another process tells one of them. */
  async areTold(): Promise<boolean> {
    const each = await Promise.all([...CHAPTERS.keys()].map((chapter) => this.repository.isTold(chapter)));
    return each.every(Boolean);
  }

  async #tell(n: number, told: (people: number) => void): Promise<void> {
    const [from, beyond] = CHAPTERS[n] ?? [0, 0];
    const count = beyond - from;
    await this.db.transaction(
      async () => {
        const today = await this.repository.today();
        if (!today || !(await this.repository.takeChapter(n))) return;
        if (await this.repository.isTold(n)) return told(count);
        const people = Array.from({ length: count }, (_, i) => personOf(SEED, from + i, { first: i === 0 }));
        const chapter = await this.setUp.chapter(SEED, new Year(today));
        await this.facts.asHistory(async () => {
          await this.telling.tell(chapter, people, () => told(count / DAYS));
          await this.moderation.decideAll(chapter);
        });
        await this.repository.letArrive(today);
        await this.repository.keepTold(n);
      },
      { history: true },
    );
  }
}
