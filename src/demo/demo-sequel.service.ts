import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { SEED } from './demo-chapters.service.ts';
import { DemoBarometer } from './demo-barometer.service.ts';
import { DemoPoints } from './demo-points.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { Year } from './rules/seasons.ts';

/** Its number among the chapters, beyond those of the year and of the barometer. */
const POINTS = 200;

/** What is told once the year is known: the rolling sample, then what was said where anybody may answer. */
@Injectable()
export class DemoSequel {
  constructor(
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly repository: DemoRepository,
    private readonly barometer: DemoBarometer,
    private readonly points: DemoPoints,
  ) {}

  /** @param told how many people more have their year; it may throw to end the telling */
  async tell(told: (people: number) => void): Promise<void> {
    await this.barometer.tell(told);
    await this.db.transaction(
      async () => {
        const today = await this.repository.today();
        if (!today || !(await this.repository.takeChapter(POINTS)) || (await this.repository.isTold(POINTS))) return;
        await this.facts.asHistory(() => this.points.tell(new Year(today), SEED));
        await this.repository.keepTold(POINTS);
      },
      { history: true },
    );
  }
}
