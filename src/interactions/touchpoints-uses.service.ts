import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveysUses } from '#surveys';
import { TouchpointsService } from './touchpoints.service.ts';

/** Tells which touchpoints ask which questionnaire. */
@Injectable()
export class TouchpointsUses implements OnModuleInit {
  constructor(
    private readonly uses: SurveysUses,
    private readonly touchpoints: TouchpointsService,
  ) {}

  onModuleInit(): void {
    this.uses.learn(async () =>
      (await this.touchpoints.all()).map(({ key, name, questionnaire }) => ({
        questionnaire,
        name,
        href: `/touchpoints/${key}`,
      })),
    );
  }
}
