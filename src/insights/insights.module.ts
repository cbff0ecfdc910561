import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { PressureModule } from '#pressure';
import { SurveysModule } from '#surveys';
import { InsightsListener } from './insights.listener.ts';
import { RollupsModule } from './rollups.module.ts';

@Module({
  imports: [CustomersModule, PressureModule, SurveysModule, RollupsModule],
  providers: [InsightsListener],
})
export class InsightsModule {}
