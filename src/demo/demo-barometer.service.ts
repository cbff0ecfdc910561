import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { SEED } from './demo-chapters.service.ts';
import { DemoAsking } from './demo-asking.service.ts';
import { DemoBase } from './demo-base.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoWaves } from './demo-waves.service.ts';
import { ACTIVE, EVERYBODY } from './rules/people.ts';
import { Year } from './rules/seasons.ts';
import { WAVE_DAYS } from './rules/wave-answers.ts';

const KEY = 'annuel';
/** Numbers of its chapters, beyond those of the year's. */
const BEGINNING = 100;
const AFTER = 200;

/**
 * The rolling sample of the demonstration: its base, then a year of waves, told after everything else is known; then what
 * somebody asks of all that.
 * Each part is one transaction, and told once; the last wave is left under way.
 */
@Injectable()
export class DemoBarometer {
  constructor(
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly repository: DemoRepository,
    private readonly base: DemoBase,
    private readonly waves: DemoWaves,
    private readonly asking: DemoAsking,
  ) {}

  /** @param told how many people more have their year; it may throw to end the telling */
  async tell(told: (people: number) => void): Promise<void> {
    const today = await this.repository.today();
    if (!today) return;
    const year = new Year(today);
    if (!(await this.#once(BEGINNING, () => this.base.begin(KEY, year, SEED)))) return;
    for (const n of WAVE_DAYS.keys()) {
      if (!(await this.#once(BEGINNING + n + 1, () => this.waves.tell(KEY, n + 1, year, SEED)))) return;
      if (n === 0) await this.repository.analyse();
      told((EVERYBODY - ACTIVE) / WAVE_DAYS.length);
    }
    await this.#once(AFTER, () => this.asking.ask());
  }

  /** False while another process tells this part. */
  async #once(n: number, part: () => Promise<void>): Promise<boolean> {
    return this.db.transaction(
      async () => {
        if (!(await this.repository.takeChapter(n))) return false;
        if (await this.repository.isTold(n)) return true;
        await this.facts.asHistory(part);
        await this.repository.keepTold(n);
        return true;
      },
      { history: true },
    );
  }
}
