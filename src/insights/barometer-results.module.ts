import { Module } from '@nestjs/common';
import { BarometerModule } from '#barometer';
import { CallbacksModule } from '#callbacks';
import { ResponsesModule } from '#responses';
import { SurveysModule } from '#surveys';
import { BarometerCommentsRepository } from './barometer-comments.repository.ts';
import { BarometerCommentsService } from './barometer-comments.service.ts';
import { BarometerHotColdRepository } from './barometer-hot-cold.repository.ts';
import { BarometerHotColdService } from './barometer-hot-cold.service.ts';
import { BarometerLeaversRepository } from './barometer-leavers.repository.ts';
import { BarometerLeaversService } from './barometer-leavers.service.ts';
import { BarometerResultsApiController } from './barometer-results.api.controller.ts';
import { BarometerResultsPagesController } from './barometer-results.pages.controller.ts';
import { BarometerResultsRepository } from './barometer-results.repository.ts';
import { BarometerResultsService } from './barometer-results.service.ts';
import { BarometerTeachingRepository } from './barometer-teaching.repository.ts';
import { BarometerTeaching } from './barometer-teaching.service.ts';
import { PlacesRepository } from './places.repository.ts';

/** What barometers say: apart from the other insights, which it shares nothing with but words and places. */
@Module({
  imports: [BarometerModule, CallbacksModule, ResponsesModule, SurveysModule],
  controllers: [BarometerResultsApiController, BarometerResultsPagesController],
  providers: [
    BarometerCommentsRepository,
    BarometerCommentsService,
    BarometerHotColdRepository,
    BarometerHotColdService,
    BarometerLeaversRepository,
    BarometerLeaversService,
    BarometerResultsRepository,
    BarometerResultsService,
    BarometerTeaching,
    BarometerTeachingRepository,
    PlacesRepository,
  ],
  exports: [BarometerResultsService],
})
export class BarometerResultsModule {}
