import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { Arbitration } from './arbitration.service.ts';
import { PolicyEntity } from './policy.entity.ts';
import { PressureApiController } from './pressure.api.controller.ts';
import { PressurePagesController } from './pressure.pages.controller.ts';
import { PressureHistoryRepository } from './pressure-history.repository.ts';
import { PressureHistory } from './pressure-history.service.ts';
import { PressureRepository } from './pressure.repository.ts';
import { PressureService } from './pressure.service.ts';

@Module({
  imports: [CustomersModule, TypeOrmModule.forFeature([PolicyEntity])],
  controllers: [PressureApiController, PressurePagesController],
  providers: [PressureService, PressureHistory, Arbitration, PressureRepository, PressureHistoryRepository],
  exports: [PressureService, PressureHistory, Arbitration],
})
export class PressureModule {}
