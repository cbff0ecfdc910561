import { Injectable } from '@nestjs/common';
import { BarometerService, BarometerWaves } from '#barometer';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { SurveysService } from '#surveys';
import { BAROMETER } from './rules/barometer.ts';

const KEY = 'annuel';

/** The rolling sample of the demonstration: its first wave is opened once everybody is there. */
@Injectable()
export class DemoBarometer {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly surveys: SurveysService,
    private readonly programmes: BarometerService,
    private readonly waves: BarometerWaves,
  ) {}

  /** Told once; drawn from the base as it is then. */
  async tell(): Promise<void> {
    await this.db.transaction(async () => {
      if (await this.programmes.byKey(KEY)) return;
      await this.surveys.publishVersion('barometer', BAROMETER);
      const start = this.clock.now().toISOString().slice(0, 10);
      await this.programmes.save(KEY, {
        ...{ name: 'Baromètre annuel', questionnaire: 'barometer', channels: ['email', 'sms'], start },
        ...{ target: { perWave: 1_500 }, strata: ['segment'], spreadDays: 14, reminders: [{ after: 'P5D' }] },
        seed: 'alize-maison',
      });
      await this.waves.open(KEY, 1);
    });
  }
}
