import { Module } from '@nestjs/common';
import { BarometerModule } from '#barometer';
import { CustomersModule } from '#customers';
import { PressureModule } from '#pressure';
import { SurveysModule } from '#surveys';
import { BarometerResultsModule } from './barometer-results.module.ts';
import { CockpitPagesController } from './cockpit.pages.controller.ts';
import { CockpitRepository } from './cockpit.repository.ts';
import { CockpitService } from './cockpit.service.ts';
import { CustomerPagesController } from './customer.pages.controller.ts';
import { InsightsListener } from './insights.listener.ts';
import { MetricsApiController } from './metrics.api.controller.ts';
import { MetricsRepository } from './metrics.repository.ts';
import { MetricsService } from './metrics.service.ts';
import { PersonExport } from './person-export.service.ts';
import { PersonExportRepository } from './person-export.repository.ts';
import { PlacesRepository } from './places.repository.ts';
import { RollupsModule } from './rollups.module.ts';
import { TimelineApiController } from './timeline.api.controller.ts';
import { TimelineRepository } from './timeline.repository.ts';
import { TimelineService } from './timeline.service.ts';
import { VerbatimsPagesController } from './verbatims.pages.controller.ts';
import { VerbatimsRepository } from './verbatims.repository.ts';
import { VerbatimsService } from './verbatims.service.ts';

@Module({
  imports: [BarometerModule, BarometerResultsModule, CustomersModule, PressureModule, SurveysModule, RollupsModule],
  controllers: [
    CockpitPagesController,
    CustomerPagesController,
    MetricsApiController,
    TimelineApiController,
    VerbatimsPagesController,
  ],
  providers: [
    CockpitRepository,
    CockpitService,
    InsightsListener,
    MetricsRepository,
    MetricsService,
    PersonExport,
    PersonExportRepository,
    PlacesRepository,
    TimelineRepository,
    TimelineService,
    VerbatimsRepository,
    VerbatimsService,
  ],
})
export class InsightsModule {}
