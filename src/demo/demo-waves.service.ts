import { Injectable } from '@nestjs/common';
import { BarometerWaves } from '#barometer';
import { Clock } from '#platform/clock';
import type { Chapter } from './chapter.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { DemoWaveDays } from './demo-wave-days.service.ts';
import { numberOf, personOf } from './rules/people.ts';
import type { Year } from './rules/seasons.ts';
import { WAVE_DAYS } from './rules/wave-answers.ts';

const OPENING_HOUR = 9.5;
const MORNING = 10.25;
const EVENING = 18.5;
/** Three weeks of batches and two of waiting, and the day on which the wave is over. */
const LENGTH_DAYS = 37;

/** Tells a wave from its draw to its end, or to the story's last moment; runs inside the transaction of whoever tells. */
@Injectable()
export class DemoWaves {
  constructor(
    private readonly clock: Clock,
    private readonly repository: DemoRepository,
    private readonly setUp: DemoSetUp,
    private readonly waves: BarometerWaves,
    private readonly days: DemoWaveDays,
  ) {}

  async tell(programme: string, number: number, year: Year, seed: string): Promise<void> {
    const chapter = await this.setUp.chapter(seed, year);
    await this.#meetPeople(chapter);
    const first = WAVE_DAYS[number - 1] ?? 0;
    const { agenda } = chapter;
    agenda.note(year.at(first, OPENING_HOUR), () => this.waves.open(programme, number));
    for (let daysAgo = first; daysAgo >= Math.max(0, first - LENGTH_DAYS); daysAgo -= 1) {
      for (const hour of [MORNING, EVENING])
        agenda.note(year.at(daysAgo, hour), () => this.days.goOn(chapter, programme, number));
    }
    for (let next = agenda.next(year.today); next; next = agenda.next(year.today))
      await this.clock.at(next.at, next.act);
    await this.clock.at(year.today, () => this.days.goOn(chapter, programme, number));
  }

  async #meetPeople({ people, seed }: Chapter): Promise<void> {
    for (const { id, externalId } of await this.repository.customers()) {
      const n = numberOf(externalId);
      if (n !== null) people.set(id, personOf(seed, n, { first: false }));
    }
  }
}
