import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { PressureModule } from '#pressure';
import { SurveysModule } from '#surveys';
import { InsightsListener } from './insights.listener.ts';
import { MetricsApiController } from './metrics.api.controller.ts';
import { MetricsRepository } from './metrics.repository.ts';
import { MetricsService } from './metrics.service.ts';
import { RollupsModule } from './rollups.module.ts';

@Module({
  imports: [CustomersModule, PressureModule, SurveysModule, RollupsModule],
  controllers: [MetricsApiController],
  providers: [InsightsListener, MetricsRepository, MetricsService],
})
export class InsightsModule {}
