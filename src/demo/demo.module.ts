import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AnsweringModule } from '#answering';
import { BarometerModule } from '#barometer';
import { CallbacksModule } from '#callbacks';
import { CustomersModule } from '#customers';
import { RollupsModule } from '#insights';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import type { Config } from '#platform/config';
import { PressureModule } from '#pressure';
import { ResponsesModule } from '#responses';
import { ReviewsModule } from '#reviews';
import { SurveysModule } from '#surveys';
import { DemoAsking } from './demo-asking.service.ts';
import { DemoConnectors } from './demo-connectors.service.ts';
import { DemoAnswers } from './demo-answers.service.ts';
import { DemoChapters } from './demo-chapters.service.ts';
import { DemoController } from './demo.controller.ts';
import { DemoBarometer } from './demo-barometer.service.ts';
import { DemoBase } from './demo-base.service.ts';
import { DemoWaveDays } from './demo-wave-days.service.ts';
import { DemoWaves } from './demo-waves.service.ts';
import { DemoCare } from './demo-care.service.ts';
import { DemoModeration } from './demo-moderation.service.ts';
import { DemoNetwork } from './demo-network.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { Demo } from './demo.service.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { DemoStaffing } from './demo-staffing.service.ts';
import { DemoTelling } from './demo-telling.service.ts';

@Global()
@Module({})
export class DemoModule {
  /** Nothing at all where no demonstration is wanted. */
  static when({ demo }: Pick<Config, 'demo'>): DynamicModule[] {
    if (!demo) return [];
    return [
      {
        module: DemoModule,
        imports: [
          ...[CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule, ResponsesModule],
          ...[CallbacksModule, BarometerModule, ReviewsModule, AnsweringModule, RollupsModule],
        ],
        controllers: [DemoController],
        providers: [
          ...[
            Demo,
            DemoAsking,
            DemoConnectors,
            DemoBarometer,
            DemoBase,
            DemoWaves,
            DemoWaveDays,
            DemoAnswers,
            DemoChapters,
            DemoCare,
            DemoModeration,
            DemoNetwork,
            DemoRepository,
            DemoSetUp,
            DemoStaffing,
          ],
          DemoTelling,
        ],
      },
    ];
  }
}
