import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveysUses } from '#surveys';
import { BarometerService } from './barometer.service.ts';

/** Tells which barometers ask which questionnaire. */
@Injectable()
export class BarometerUses implements OnModuleInit {
  constructor(
    private readonly uses: SurveysUses,
    private readonly programmes: BarometerService,
  ) {}

  onModuleInit(): void {
    this.uses.learn(async () =>
      (await this.programmes.all()).map(({ key, name, questionnaire }) => ({
        questionnaire,
        name: { fr: name },
        href: `/barometers/${key}`,
      })),
    );
  }
}
