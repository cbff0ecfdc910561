import { Injectable } from '@nestjs/common';
import { BarometerService } from '#barometer';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { SurveysService } from '#surveys';
import { BAROMETER } from './rules/barometer.ts';
import { customerOf, quietPeople, type DemoPerson } from './rules/people.ts';
import { DAYS, type Year } from './rules/seasons.ts';
import { WAVE_DAYS } from './rules/wave-answers.ts';

const MONTH = 30;
const BEFORE_DAYS = 10;
/** Four of them, and those who are called up for people asked elsewhere, leave a reserve in every stratum to the end of the cycle. */
const PER_WAVE = 1_800;

/** Before the first wave: who has bought nothing in the year, the questionnaire, the programme. */
@Injectable()
export class DemoBase {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly surveys: SurveysService,
    private readonly programmes: BarometerService,
  ) {}

  async begin(key: string, year: Year, seed: string): Promise<void> {
    const joined = new Map<number, DemoPerson[]>();
    for (const person of quietPeople(seed)) {
      const daysAgo = Math.min(DAYS - 1, person.sinceDays - (person.sinceDays % MONTH));
      joined.set(daysAgo, [...(joined.get(daysAgo) ?? []), person]);
    }
    for (const [daysAgo, people] of joined) {
      const at = year.at(daysAgo, 8);
      const known = at < year.today ? at : year.today;
      await this.clock.at(known, () => this.customers.upsertMany(people.map((person) => customerOf(person, year))));
    }
    const [first] = WAVE_DAYS;
    await this.clock.at(year.at(first + BEFORE_DAYS, 9), () => this.#programme(key, year.dateOf(first)));
  }

  /** Nobody is asked who has been a customer for less than a month. */
  async #programme(key: string, start: string): Promise<void> {
    await this.surveys.publishVersion('barometer', BAROMETER);
    await this.programmes.save(key, {
      ...{ name: 'Baromètre annuel', questionnaire: 'barometer', channels: ['email', 'sms'], start },
      ...{ population: { minSeniorityDays: 30 }, target: { perWave: PER_WAVE }, strata: ['segment', 'site'] },
      ...{ spreadDays: 21, reminders: [{ after: 'P5D' }], seed: 'alize-maison' },
    });
  }
}
