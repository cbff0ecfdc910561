import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { Arbitration } from './arbitration.service.ts';
import { PressureApiController } from './pressure.api.controller.ts';
import { PressurePeoplePagesController } from './pressure-people.pages.controller.ts';
import { PressurePeopleRepository } from './pressure-people.repository.ts';
import { PressurePeople } from './pressure-people.service.ts';
import { PressureHistoryRepository } from './pressure-history.repository.ts';
import { PressureHistory } from './pressure-history.service.ts';
import { PressureRepository } from './pressure.repository.ts';
import { PressureService } from './pressure.service.ts';
import { Reservations } from './reservations.service.ts';

@Module({
  imports: [CustomersModule],
  controllers: [PressureApiController, PressurePeoplePagesController],
  providers: [
    PressureService,
    PressureHistory,
    Arbitration,
    Reservations,
    PressureRepository,
    PressureHistoryRepository,
    PressurePeople,
    PressurePeopleRepository,
  ],
  exports: [PressureService, PressureHistory, Arbitration, Reservations],
})
export class PressureModule {}
